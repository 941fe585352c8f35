package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Single rows of C in registers, otherwise as {@link VectorStrips}: so many vectors side by side, since one chain alone waits for each addition. */
final class VectorRows {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    private VectorRows() {}

    /**
     * A row c (n) of C from eight rows of B at a time, that are read from their beginning to their end: what is not in the second-level cache comes
     * in such streams faster than in short pieces. c is read and written again for each eight, from the first-level cache.
     */
    static void streams(
            int n,
            int k,
            float[] a,
            int aOffset,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        System.arraycopy(s, sOffset, c, cOffset, n);
        int p = 0;
        for (; p <= k - 8; p += 8) {
            int ia = aOffset + p * aColumn;
            int ib = bOffset + p * bRow;
            FloatVector x0 = broadcast(a[ia]);
            FloatVector x1 = broadcast(a[ia + aColumn]);
            FloatVector x2 = broadcast(a[ia + 2 * aColumn]);
            FloatVector x3 = broadcast(a[ia + 3 * aColumn]);
            FloatVector x4 = broadcast(a[ia + 4 * aColumn]);
            FloatVector x5 = broadcast(a[ia + 5 * aColumn]);
            FloatVector x6 = broadcast(a[ia + 6 * aColumn]);
            FloatVector x7 = broadcast(a[ia + 7 * aColumn]);
            for (int j = 0; j < n; j += LANES) {
                FloatVector sum = load(c, cOffset + j);
                sum = x0.fma(load(b, ib + j), sum);
                sum = x1.fma(load(b, ib + bRow + j), sum);
                sum = x2.fma(load(b, ib + 2 * bRow + j), sum);
                sum = x3.fma(load(b, ib + 3 * bRow + j), sum);
                sum = x4.fma(load(b, ib + 4 * bRow + j), sum);
                sum = x5.fma(load(b, ib + 5 * bRow + j), sum);
                sum = x6.fma(load(b, ib + 6 * bRow + j), sum);
                sum = x7.fma(load(b, ib + 7 * bRow + j), sum);
                sum.intoArray(c, cOffset + j);
            }
        }
        for (; p < k; p++) {
            FloatVector x = broadcast(a[aOffset + p * aColumn]);
            for (int j = 0; j < n; j += LANES) {
                x.fma(load(b, bOffset + p * bRow + j), load(c, cOffset + j)).intoArray(c, cOffset + j);
            }
        }
    }

    static void strip1x8(
            int k,
            float[] a,
            int aOffset,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        FloatVector c0 = load(s, sOffset);
        FloatVector c1 = load(s, sOffset + LANES);
        FloatVector c2 = load(s, sOffset + 2 * LANES);
        FloatVector c3 = load(s, sOffset + 3 * LANES);
        FloatVector c4 = load(s, sOffset + 4 * LANES);
        FloatVector c5 = load(s, sOffset + 5 * LANES);
        FloatVector c6 = load(s, sOffset + 6 * LANES);
        FloatVector c7 = load(s, sOffset + 7 * LANES);
        for (int p = 0; p < k; p++) {
            int ib = bOffset + p * bRow;
            FloatVector x = broadcast(a[aOffset + p * aColumn]);
            c0 = x.fma(load(b, ib), c0);
            c1 = x.fma(load(b, ib + LANES), c1);
            c2 = x.fma(load(b, ib + 2 * LANES), c2);
            c3 = x.fma(load(b, ib + 3 * LANES), c3);
            c4 = x.fma(load(b, ib + 4 * LANES), c4);
            c5 = x.fma(load(b, ib + 5 * LANES), c5);
            c6 = x.fma(load(b, ib + 6 * LANES), c6);
            c7 = x.fma(load(b, ib + 7 * LANES), c7);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + LANES);
        c2.intoArray(c, cOffset + 2 * LANES);
        c3.intoArray(c, cOffset + 3 * LANES);
        c4.intoArray(c, cOffset + 4 * LANES);
        c5.intoArray(c, cOffset + 5 * LANES);
        c6.intoArray(c, cOffset + 6 * LANES);
        c7.intoArray(c, cOffset + 7 * LANES);
    }

    static void strip1x4(
            int k,
            float[] a,
            int aOffset,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        FloatVector c0 = load(s, sOffset);
        FloatVector c1 = load(s, sOffset + LANES);
        FloatVector c2 = load(s, sOffset + 2 * LANES);
        FloatVector c3 = load(s, sOffset + 3 * LANES);
        for (int p = 0; p < k; p++) {
            int ib = bOffset + p * bRow;
            FloatVector x = broadcast(a[aOffset + p * aColumn]);
            c0 = x.fma(load(b, ib), c0);
            c1 = x.fma(load(b, ib + LANES), c1);
            c2 = x.fma(load(b, ib + 2 * LANES), c2);
            c3 = x.fma(load(b, ib + 3 * LANES), c3);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + LANES);
        c2.intoArray(c, cOffset + 2 * LANES);
        c3.intoArray(c, cOffset + 3 * LANES);
    }

    static void strip1x1(
            int k,
            float[] a,
            int aOffset,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        FloatVector c0 = load(s, sOffset);
        for (int p = 0; p < k; p++) {
            FloatVector y = load(b, bOffset + p * bRow);
            c0 = broadcast(a[aOffset + p * aColumn]).fma(y, c0);
        }
        c0.intoArray(c, cOffset);
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
