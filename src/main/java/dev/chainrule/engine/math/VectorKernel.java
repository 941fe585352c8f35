package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel on the vector unit: one lane is one element of C, so the width of the vectors does not change the bits.
 *
 * <p>The tile of C is loaded into the accumulators first and stored last. That is what makes the chains continue over blocks of k, and it is
 * also what the C2 compiler wants: a kernel that starts from zeros and adds C at the end exceeds its budget and allocates every vector. For
 * the same reason every accumulator is a local of its own, there is one index for each operand, and the species is a constant.
 */
final class VectorKernel implements GemmKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** 512-bit units have 32 registers: 16 accumulators, 2 vectors of B, 1 of A. Narrower ones may have 16, which hold half of that. */
    private static final int ROWS = LANES >= 16 ? 8 : 4;

    private static final int COLUMNS = 2 * LANES;
    private static final int STRIP_ROWS = 8;
    /** 128-bit units may have no masked loads, which would then be emulated, object by object: there the last 1 to 3 columns are scalar. */
    private static final boolean MASKS = LANES > 4;

    /** The last columns of C, with rows of full vectors. */
    private final float[] scratch = new float[STRIP_ROWS * LANES];

    @Override
    public int tileRows() {
        return ROWS;
    }

    @Override
    public int tileColumns() {
        return COLUMNS;
    }

    @Override
    public void tile(int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow) {
        if (ROWS == 8) {
            tile8x2(k, a, aOffset, b, bOffset, c, cOffset, cRow);
        } else {
            tile4x2(k, a, aOffset, b, bOffset, c, cOffset, cRow);
        }
    }

    private static void tile8x2(
            int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow) {
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, cOffset + LANES);
        FloatVector c10 = load(c, cOffset + cRow);
        FloatVector c11 = load(c, cOffset + cRow + LANES);
        FloatVector c20 = load(c, cOffset + 2 * cRow);
        FloatVector c21 = load(c, cOffset + 2 * cRow + LANES);
        FloatVector c30 = load(c, cOffset + 3 * cRow);
        FloatVector c31 = load(c, cOffset + 3 * cRow + LANES);
        FloatVector c40 = load(c, cOffset + 4 * cRow);
        FloatVector c41 = load(c, cOffset + 4 * cRow + LANES);
        FloatVector c50 = load(c, cOffset + 5 * cRow);
        FloatVector c51 = load(c, cOffset + 5 * cRow + LANES);
        FloatVector c60 = load(c, cOffset + 6 * cRow);
        FloatVector c61 = load(c, cOffset + 6 * cRow + LANES);
        FloatVector c70 = load(c, cOffset + 7 * cRow);
        FloatVector c71 = load(c, cOffset + 7 * cRow + LANES);
        for (int p = 0; p < k; p++) {
            int ia = aOffset + p * 8;
            int ib = bOffset + p * COLUMNS;
            FloatVector b0 = load(b, ib);
            FloatVector b1 = load(b, ib + LANES);
            FloatVector x = broadcast(a[ia]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[ia + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[ia + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[ia + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = broadcast(a[ia + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = broadcast(a[ia + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = broadcast(a[ia + 6]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = broadcast(a[ia + 7]);
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

    private static void tile4x2(
            int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow) {
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, cOffset + LANES);
        FloatVector c10 = load(c, cOffset + cRow);
        FloatVector c11 = load(c, cOffset + cRow + LANES);
        FloatVector c20 = load(c, cOffset + 2 * cRow);
        FloatVector c21 = load(c, cOffset + 2 * cRow + LANES);
        FloatVector c30 = load(c, cOffset + 3 * cRow);
        FloatVector c31 = load(c, cOffset + 3 * cRow + LANES);
        for (int p = 0; p < k; p++) {
            int ia = aOffset + p * 4;
            int ib = bOffset + p * COLUMNS;
            FloatVector b0 = load(b, ib);
            FloatVector b1 = load(b, ib + LANES);
            FloatVector x = broadcast(a[ia]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[ia + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[ia + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[ia + 3]);
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

    @Override
    public void strided(
            int m,
            int n,
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
        int vectorColumns = MASKS ? n : n - n % LANES;
        int i = 0;
        for (; i <= m - STRIP_ROWS; i += STRIP_ROWS) {
            int j = 0;
            for (; j <= n - LANES; j += LANES) {
                strip8x1(
                        LANES,
                        k,
                        a,
                        aOffset + i * aRow,
                        aRow,
                        aColumn,
                        b,
                        bOffset + j,
                        bRow,
                        c,
                        cOffset + i * cRow + j,
                        cRow);
            }
            if (j < vectorColumns) {
                copyRows(n - j, c, cOffset + i * cRow + j, cRow, scratch, 0, LANES);
                strip8x1(n - j, k, a, aOffset + i * aRow, aRow, aColumn, b, bOffset + j, bRow, scratch, 0, LANES);
                copyRows(n - j, scratch, 0, LANES, c, cOffset + i * cRow + j, cRow);
            }
        }
        for (; i < m; i++) {
            int j = 0;
            for (; j <= n - 4 * LANES; j += 4 * LANES) {
                strip1x4(k, a, aOffset + i * aRow, aColumn, b, bOffset + j, bRow, c, cOffset + i * cRow + j);
            }
            for (; j < vectorColumns; j += LANES) {
                strip1x1(
                        Math.min(LANES, n - j),
                        k,
                        a,
                        aOffset + i * aRow,
                        aColumn,
                        b,
                        bOffset + j,
                        bRow,
                        c,
                        cOffset + i * cRow + j);
            }
        }
        if (vectorColumns < n) {
            ScalarKernel.chains(
                    m,
                    n - vectorColumns,
                    k,
                    a,
                    aOffset,
                    aRow,
                    aColumn,
                    b,
                    bOffset + vectorColumns,
                    bRow,
                    1,
                    c,
                    cOffset + vectorColumns,
                    cRow);
        }
    }

    private static void strip8x1(
            int columns,
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
        VectorMask<Float> mask = SPECIES.indexInRange(0, columns);
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
            FloatVector y = FloatVector.fromArray(SPECIES, b, bOffset + p * bRow, mask);
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

    private static void copyRows(
            int columns, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, columns);
        for (int i = 0; i < STRIP_ROWS; i++) {
            FloatVector.fromArray(SPECIES, from, fromOffset + i * fromRow, mask)
                    .intoArray(to, toOffset + i * toRow, mask);
        }
    }

    private static void strip1x4(
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

    private static void strip1x1(
            int columns,
            int k,
            float[] a,
            int aOffset,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] c,
            int cOffset) {
        VectorMask<Float> mask = SPECIES.indexInRange(0, columns);
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cOffset, mask);
        for (int p = 0; p < k; p++) {
            FloatVector y = FloatVector.fromArray(SPECIES, b, bOffset + p * bRow, mask);
            c0 = broadcast(a[aOffset + p * aColumn]).fma(y, c0);
        }
        c0.intoArray(c, cOffset, mask);
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
