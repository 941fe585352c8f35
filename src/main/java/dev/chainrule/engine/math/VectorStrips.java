package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Strips of C in registers, over operands where they are: A(i,p) = a[aOffset + i aRow + p aColumn], B(p,j) = b[bOffset + p bRow + j]. They
 * start from S(i,j) = s[sOffset + i sRow + j]. Names give rows x vectors. Slower than {@link VectorTiles} on large products, whose rules for the compiler hold here too, but nothing has to be
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
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c0 = load(s, sOffset);
        FloatVector c1 = load(s, sOffset + sRow);
        FloatVector c2 = load(s, sOffset + 2 * sRow);
        FloatVector c3 = load(s, sOffset + 3 * sRow);
        FloatVector c4 = load(s, sOffset + 4 * sRow);
        FloatVector c5 = load(s, sOffset + 5 * sRow);
        FloatVector c6 = load(s, sOffset + 6 * sRow);
        FloatVector c7 = load(s, sOffset + 7 * sRow);
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

    static void strip8x2(
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c00 = load(s, sOffset);
        FloatVector c01 = load(s, sOffset + LANES);
        FloatVector c10 = load(s, sOffset + sRow);
        FloatVector c11 = load(s, sOffset + sRow + LANES);
        FloatVector c20 = load(s, sOffset + 2 * sRow);
        FloatVector c21 = load(s, sOffset + 2 * sRow + LANES);
        FloatVector c30 = load(s, sOffset + 3 * sRow);
        FloatVector c31 = load(s, sOffset + 3 * sRow + LANES);
        FloatVector c40 = load(s, sOffset + 4 * sRow);
        FloatVector c41 = load(s, sOffset + 4 * sRow + LANES);
        FloatVector c50 = load(s, sOffset + 5 * sRow);
        FloatVector c51 = load(s, sOffset + 5 * sRow + LANES);
        FloatVector c60 = load(s, sOffset + 6 * sRow);
        FloatVector c61 = load(s, sOffset + 6 * sRow + LANES);
        FloatVector c70 = load(s, sOffset + 7 * sRow);
        FloatVector c71 = load(s, sOffset + 7 * sRow + LANES);
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
            x = broadcast(a[ia + 4 * aRow]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = broadcast(a[ia + 5 * aRow]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = broadcast(a[ia + 6 * aRow]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = broadcast(a[ia + 7 * aRow]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cRow);
        c11.intoArray(c, cOffset + cRow + LANES);
        c20.intoArray(c, cOffset + 2 * cRow);
        c21.intoArray(c, cOffset + 2 * cRow + LANES);
        c30.intoArray(c, cOffset + 3 * cRow);
        c31.intoArray(c, cOffset + 3 * cRow + LANES);
        c40.intoArray(c, cOffset + 4 * cRow);
        c41.intoArray(c, cOffset + 4 * cRow + LANES);
        c50.intoArray(c, cOffset + 5 * cRow);
        c51.intoArray(c, cOffset + 5 * cRow + LANES);
        c60.intoArray(c, cOffset + 6 * cRow);
        c61.intoArray(c, cOffset + 6 * cRow + LANES);
        c70.intoArray(c, cOffset + 7 * cRow);
        c71.intoArray(c, cOffset + 7 * cRow + LANES);
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
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c00 = load(s, sOffset);
        FloatVector c01 = load(s, sOffset + LANES);
        FloatVector c10 = load(s, sOffset + sRow);
        FloatVector c11 = load(s, sOffset + sRow + LANES);
        FloatVector c20 = load(s, sOffset + 2 * sRow);
        FloatVector c21 = load(s, sOffset + 2 * sRow + LANES);
        FloatVector c30 = load(s, sOffset + 3 * sRow);
        FloatVector c31 = load(s, sOffset + 3 * sRow + LANES);
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

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
