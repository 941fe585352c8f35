package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link RowBuckets} over whole vectors of units, each of which gives the index of the first unit that is left: two sums over
 * rows, or one, of four vectors at a time, so that no addition waits for the one before.
 */
final class VectorBuckets {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    private VectorBuckets() {}

    /** The gradient of an interval from its rows, {@code order[from]} to {@code order[to - 1]}; their dz is added to {@code beyond}. */
    static int interval(
            int[] order,
            int from,
            int to,
            float[] x,
            int xAt,
            int width,
            float[] dz,
            int units,
            float[] beyond,
            float mean,
            float[] sums,
            int sumsOffset,
            float[] dw,
            int dwAt) {
        FloatVector m = broadcast(mean);
        int j = 0;
        for (; j <= units - 4 * LANES; j += 4 * LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            FloatVector f0 = s0;
            FloatVector f1 = s0;
            FloatVector f2 = s0;
            FloatVector f3 = s0;
            for (int k = from; k < to; k++) {
                int row = order[k];
                FloatVector v = broadcast(x[row * width + xAt]);
                int i = row * units + j;
                FloatVector d0 = load(dz, i);
                FloatVector d1 = load(dz, i + LANES);
                FloatVector d2 = load(dz, i + 2 * LANES);
                FloatVector d3 = load(dz, i + 3 * LANES);
                s0 = s0.add(d0);
                s1 = s1.add(d1);
                s2 = s2.add(d2);
                s3 = s3.add(d3);
                f0 = v.fma(d0, f0);
                f1 = v.fma(d1, f1);
                f2 = v.fma(d2, f2);
                f3 = v.fma(d3, f3);
            }
            finish(f0, s0, beyond, j, m, sums, sumsOffset, dw, dwAt);
            finish(f1, s1, beyond, j + LANES, m, sums, sumsOffset, dw, dwAt);
            finish(f2, s2, beyond, j + 2 * LANES, m, sums, sumsOffset, dw, dwAt);
            finish(f3, s3, beyond, j + 3 * LANES, m, sums, sumsOffset, dw, dwAt);
        }
        for (; j <= units - LANES; j += LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector f0 = s0;
            for (int k = from; k < to; k++) {
                FloatVector d0 = load(dz, order[k] * units + j);
                s0 = s0.add(d0);
                f0 = broadcast(x[order[k] * width + xAt]).fma(d0, f0);
            }
            finish(f0, s0, beyond, j, m, sums, sumsOffset, dw, dwAt);
        }
        return j;
    }

    private static void finish(
            FloatVector scaled,
            FloatVector sum,
            float[] beyond,
            int j,
            FloatVector mean,
            float[] sums,
            int sumsOffset,
            float[] dw,
            int dwAt) {
        FloatVector others = load(beyond, j);
        mean.fma(load(sums, sumsOffset + j), scaled.add(others)).intoArray(dw, dwAt + j);
        others.add(sum).intoArray(beyond, j);
    }

    /** The gradient of a level from its rows. */
    static int level(int[] order, int from, int to, float[] dz, int units, float[] dw, int dwAt) {
        int j = 0;
        for (; j <= units - 4 * LANES; j += 4 * LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int k = from; k < to; k++) {
                int i = order[k] * units + j;
                s0 = s0.add(load(dz, i));
                s1 = s1.add(load(dz, i + LANES));
                s2 = s2.add(load(dz, i + 2 * LANES));
                s3 = s3.add(load(dz, i + 3 * LANES));
            }
            s0.intoArray(dw, dwAt + j);
            s1.intoArray(dw, dwAt + j + LANES);
            s2.intoArray(dw, dwAt + j + 2 * LANES);
            s3.intoArray(dw, dwAt + j + 3 * LANES);
        }
        for (; j <= units - LANES; j += LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            for (int k = from; k < to; k++) {
                s0 = s0.add(load(dz, order[k] * units + j));
            }
            s0.intoArray(dw, dwAt + j);
        }
        return j;
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
