package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link Elementwise} over whole vectors. Each gives the index of the first element that is left. */
final class VectorElements {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    private VectorElements() {}

    static int tanh(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            VectorMath.tanh(load(z, i)).intoArray(a, i);
        }
        return i;
    }

    static int sigmoid(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            VectorMath.sigmoid(load(z, i)).intoArray(a, i);
        }
        return i;
    }

    static int silu(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            x.mul(VectorMath.sigmoid(x)).intoArray(a, i);
        }
        return i;
    }

    static int siluSlope(float[] z, float[] delta, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            FloatVector s = VectorMath.sigmoid(x);
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            load(delta, i).mul(s.mul(x.fma(one.sub(s), one))).intoArray(delta, i);
        }
        return i;
    }

    static int gelu(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            x.mul(VectorMath.normalDistribution(x)).intoArray(a, i);
        }
        return i;
    }

    static int geluSlope(float[] z, float[] delta, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            FloatVector density = VectorMath.exp(x.mul(x).mul(-0.5f)).mul(FloatMath.NORMAL_DENSITY);
            load(delta, i).mul(x.fma(density, VectorMath.normalDistribution(x))).intoArray(delta, i);
        }
        return i;
    }

    static int softplus(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            VectorMath.softplus(load(z, i)).intoArray(a, i);
        }
        return i;
    }

    static int softplusSlope(float[] z, float[] delta, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            load(delta, i).mul(VectorMath.sigmoid(load(z, i))).intoArray(delta, i);
        }
        return i;
    }

    static int mish(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            x.mul(VectorMath.tanhOfSoftplus(x)).intoArray(a, i);
        }
        return i;
    }

    static int mishSlope(float[] z, float[] delta, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            FloatVector t = VectorMath.tanhOfSoftplus(x);
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector rest = one.sub(t).mul(one.add(t)).mul(VectorMath.sigmoid(x));
            load(delta, i).mul(x.fma(rest, t)).intoArray(delta, i);
        }
        return i;
    }

    static int elu(float[] z, float[] a, float scale, float alpha, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            FloatVector negative = VectorMath.expm1(x.min(0f)).mul(alpha);
            negative.blend(x, isPositive(x)).mul(scale).intoArray(a, i);
        }
        return i;
    }

    static int eluSlope(float[] z, float[] delta, float scale, float alpha, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(z, i);
            FloatVector slope = VectorMath.exp(x.min(0f)).mul(scale * alpha).blend(scale, isPositive(x));
            load(delta, i).mul(slope).intoArray(delta, i);
        }
        return i;
    }

    /** result = value where z > 0, else slope value. */
    static int leakyRelu(float[] z, float[] value, float[] result, float slope, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector x = load(value, i);
            x.mul(slope).blend(x, isPositive(load(z, i))).intoArray(result, i);
        }
        return i;
    }

    static int reluSlope(float[] a, float[] delta, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector.zero(SPECIES)
                    .blend(load(delta, i), isPositive(load(a, i)))
                    .intoArray(delta, i);
        }
        return i;
    }

    static int exp(float[] z, float[] a, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            VectorMath.exp(load(z, i)).intoArray(a, i);
        }
        return i;
    }

    /** Adds element from + i to partial sum i mod 16, as far as whole groups of 16 go. */
    static int partialSums(float[] values, int from, int to, float[] partial) {
        int end = to - (to - from) % Sums.PARTIAL;
        for (int lane = 0; lane < Sums.PARTIAL; lane += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = from; i < end; i += Sums.PARTIAL) {
                sum = sum.add(load(values, i + lane));
            }
            sum.intoArray(partial, lane);
        }
        return end;
    }

    /** The sums of as many columns as fill whole vectors. */
    static int columnSums(float[] values, int rows, int columns, float[] sums, int at) {
        int j = 0;
        for (; j <= columns - 4 * LANES; j += 4 * LANES) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = FloatVector.zero(SPECIES);
            FloatVector sum2 = FloatVector.zero(SPECIES);
            FloatVector sum3 = FloatVector.zero(SPECIES);
            for (int row = 0; row < rows; row++) {
                int i = row * columns + j;
                sum0 = sum0.add(load(values, i));
                sum1 = sum1.add(load(values, i + LANES));
                sum2 = sum2.add(load(values, i + 2 * LANES));
                sum3 = sum3.add(load(values, i + 3 * LANES));
            }
            sum0.intoArray(sums, at + j);
            sum1.intoArray(sums, at + j + LANES);
            sum2.intoArray(sums, at + j + 2 * LANES);
            sum3.intoArray(sums, at + j + 3 * LANES);
        }
        for (; j <= columns - LANES; j += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int row = 0; row < rows; row++) {
                sum = sum.add(load(values, row * columns + j));
            }
            sum.intoArray(sums, at + j);
        }
        return j;
    }

    /** The end of the whole vectors from {@code from} on. */
    static int endOfVectors(int from, int to) {
        return to - (to - from) % LANES;
    }

    /** The largest element of whole vectors, of which there is one at least. */
    static float largest(float[] values, int from, int to) {
        FloatVector largest = load(values, from);
        for (int i = from + LANES; i < to; i += LANES) {
            largest = largest.max(load(values, i));
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    private static VectorMask<Float> isPositive(FloatVector x) {
        return x.compare(VectorOperators.GT, 0f);
    }

    private static FloatVector load(float[] values, int i) {
        return FloatVector.fromArray(SPECIES, values, i);
    }
}
