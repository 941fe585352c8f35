package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Strips of C in registers, over operands where they are: A(i,p) = a[aOffset + i aRow + p aColumn], B(p,j) = b[bOffset + p bRow + j]. Names
 * give rows x vectors. Slower than {@link VectorTiles} on large products, whose rules for the compiler hold here too, but nothing has to be
 * packed. Loads and stores have no masks: the compiler has been seen to allocate each vector of a loop with masked loads.
 */
final class VectorStrips {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    private VectorStrips() {}

    static void strip8x1(
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c0 = load(c, cOffset);
        FloatVector c1 = load(c, cOffset + cRow);
        FloatVector c2 = load(c, cOffset + 2 * cRow);
        FloatVector c3 = load(c, cOffset + 3 * cRow);
        FloatVector c4 = load(c, cOffset + 4 * cRow);
        FloatVector c5 = load(c, cOffset + 5 * cRow);
        FloatVector c6 = load(c, cOffset + 6 * cRow);
        FloatVector c7 = load(c, cOffset + 7 * cRow);
        for (int p = 0; p < k; p++) {
            int ia = aOffset + p * aColumn;
            FloatVector y = load(b, bOffset + p * bRow);
            c0 = broadcast(a[ia]).fma(y, c0);
            c1 = broadcast(a[ia + aRow]).fma(y, c1);
            c2 = broadcast(a[ia + 2 * aRow]).fma(y, c2);
            c3 = broadcast(a[ia + 3 * aRow]).fma(y, c3);
            c4 = broadcast(a[ia + 4 * aRow]).fma(y, c4);
            c5 = broadcast(a[ia + 5 * aRow]).fma(y, c5);
            c6 = broadcast(a[ia + 6 * aRow]).fma(y, c6);
            c7 = broadcast(a[ia + 7 * aRow]).fma(y, c7);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + cRow);
        c2.intoArray(c, cOffset + 2 * cRow);
        c3.intoArray(c, cOffset + 3 * cRow);
        c4.intoArray(c, cOffset + 4 * cRow);
        c5.intoArray(c, cOffset + 5 * cRow);
        c6.intoArray(c, cOffset + 6 * cRow);
        c7.intoArray(c, cOffset + 7 * cRow);
    }

    static void strip4x2(
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, cOffset + LANES);
        FloatVector c10 = load(c, cOffset + cRow);
        FloatVector c11 = load(c, cOffset + cRow + LANES);
        FloatVector c20 = load(c, cOffset + 2 * cRow);
        FloatVector c21 = load(c, cOffset + 2 * cRow + LANES);
        FloatVector c30 = load(c, cOffset + 3 * cRow);
        FloatVector c31 = load(c, cOffset + 3 * cRow + LANES);
        for (int p = 0; p < k; p++) {
            int ia = aOffset + p * aColumn;
            int ib = bOffset + p * bRow;
            FloatVector b0 = load(b, ib);
            FloatVector b1 = load(b, ib + LANES);
            FloatVector x = broadcast(a[ia]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[ia + aRow]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[ia + 2 * aRow]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[ia + 3 * aRow]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cRow);
        c11.intoArray(c, cOffset + cRow + LANES);
        c20.intoArray(c, cOffset + 2 * cRow);
        c21.intoArray(c, cOffset + 2 * cRow + LANES);
        c30.intoArray(c, cOffset + 3 * cRow);
        c31.intoArray(c, cOffset + 3 * cRow + LANES);
    }

    static void strip1x8(
            int k, float[] a, int aOffset, int aColumn, float[] b, int bOffset, int bRow, float[] c, int cOffset) {
        FloatVector c0 = load(c, cOffset);
        FloatVector c1 = load(c, cOffset + LANES);
        FloatVector c2 = load(c, cOffset + 2 * LANES);
        FloatVector c3 = load(c, cOffset + 3 * LANES);
        FloatVector c4 = load(c, cOffset + 4 * LANES);
        FloatVector c5 = load(c, cOffset + 5 * LANES);
        FloatVector c6 = load(c, cOffset + 6 * LANES);
        FloatVector c7 = load(c, cOffset + 7 * LANES);
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
            int k, float[] a, int aOffset, int aColumn, float[] b, int bOffset, int bRow, float[] c, int cOffset) {
        FloatVector c0 = load(c, cOffset);
        FloatVector c1 = load(c, cOffset + LANES);
        FloatVector c2 = load(c, cOffset + 2 * LANES);
        FloatVector c3 = load(c, cOffset + 3 * LANES);
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
            int k, float[] a, int aOffset, int aColumn, float[] b, int bOffset, int bRow, float[] c, int cOffset) {
        FloatVector c0 = load(c, cOffset);
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
