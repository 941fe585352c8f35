package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The kernel on the vector unit: one lane is one element of C, so the width of the vectors does not change the bits. */
final class VectorKernel implements GemmKernel {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;
    private static final int COLUMNS = VectorTiles.COLUMNS;
    /** 512-bit units have 32 registers: 16 accumulators, 2 vectors of B, 1 of A. Narrower ones may have 16, which hold half of that. */
    private static final int TILE_ROWS = LANES >= 16 ? 8 : 4;
    /** 128-bit units may lack masked loads, whose emulation is slower than a scalar loop. */
    private static final boolean MASKS = LANES > 4;

    private static final int STRIP_ROWS = 8;

    /** The last columns of a block of B, in rows of full vectors; what stands in the other lanes reaches no result. */
    private final float[] lastB = new float[Blocking.K * LANES];
    /** The last columns of a strip of C, likewise. */
    private final float[] lastC = new float[STRIP_ROWS * LANES];

    @Override
    public int tileRows() {
        return TILE_ROWS;
    }

    @Override
    public int tileColumns() {
        return COLUMNS;
    }

    @Override
    public void tile(int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow) {
        if (TILE_ROWS == 8) {
            VectorTiles.tile8x2(k, a, aOffset, b, bOffset, c, cOffset, cRow);
        } else {
            VectorTiles.tile4x2(k, a, aOffset, b, bOffset, c, cOffset, cRow);
        }
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
        int full = n - n % LANES;
        if (full > 0) {
            fullVectors(m, full, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, c, cOffset, cRow);
        }
        if (full < n) {
            lastColumns(m, n - full, k, a, aOffset, aRow, aColumn, b, bOffset + full, bRow, c, cOffset + full, cRow);
        }
    }

    /** The columns that fill whole vectors. */
    private static void fullVectors(
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
        int i = 0;
        for (; i <= m - STRIP_ROWS; i += STRIP_ROWS) {
            int ia = aOffset + i * aRow;
            int ic = cOffset + i * cRow;
            for (int j = 0; j < n; j += LANES) {
                VectorStrips.strip8x1(k, a, ia, aRow, aColumn, b, bOffset + j, bRow, c, ic + j, cRow);
            }
        }
        for (; i <= m - 4 && n >= COLUMNS; i += 4) {
            int ia = aOffset + i * aRow;
            int ic = cOffset + i * cRow;
            int j = 0;
            for (; j <= n - COLUMNS; j += COLUMNS) {
                VectorStrips.strip4x2(k, a, ia, aRow, aColumn, b, bOffset + j, bRow, c, ic + j, cRow);
            }
            if (j < n) {
                for (int row = 0; row < 4; row++) {
                    VectorStrips.strip1x1(k, a, ia + row * aRow, aColumn, b, bOffset + j, bRow, c, ic + row * cRow + j);
                }
            }
        }
        for (; i < m; i++) {
            row(n, k, a, aOffset + i * aRow, aColumn, b, bOffset, bRow, c, cOffset + i * cRow);
        }
    }

    private static void row(
            int n,
            int k,
            float[] a,
            int aOffset,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] c,
            int cOffset) {
        int j = 0;
        for (; j <= n - 8 * LANES; j += 8 * LANES) {
            VectorStrips.strip1x8(k, a, aOffset, aColumn, b, bOffset + j, bRow, c, cOffset + j);
        }
        for (; j <= n - 4 * LANES; j += 4 * LANES) {
            VectorStrips.strip1x4(k, a, aOffset, aColumn, b, bOffset + j, bRow, c, cOffset + j);
        }
        for (; j < n; j += LANES) {
            VectorStrips.strip1x1(k, a, aOffset, aColumn, b, bOffset + j, bRow, c, cOffset + j);
        }
    }

    /** The n < LANES columns that are left, by way of {@link #lastB} and {@link #lastC}. */
    private void lastColumns(
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
        for (int p = 0; p < k; p += Blocking.K) {
            int kBlock = Math.min(Blocking.K, k - p);
            copyRows(kBlock, n, b, bOffset + p * bRow, bRow, lastB, 0, LANES);
            for (int i = 0; i < m; i += STRIP_ROWS) {
                int rows = Math.min(STRIP_ROWS, m - i);
                int ia = aOffset + i * aRow + p * aColumn;
                int ic = cOffset + i * cRow;
                copyRows(rows, n, c, ic, cRow, lastC, 0, LANES);
                if (rows == STRIP_ROWS) {
                    VectorStrips.strip8x1(kBlock, a, ia, aRow, aColumn, lastB, 0, LANES, lastC, 0, LANES);
                } else {
                    for (int row = 0; row < rows; row++) {
                        VectorStrips.strip1x1(kBlock, a, ia + row * aRow, aColumn, lastB, 0, LANES, lastC, row * LANES);
                    }
                }
                copyRows(rows, n, lastC, 0, LANES, c, ic, cRow);
            }
        }
    }

    private static void copyRows(
            int rows, int columns, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        if (MASKS) {
            VectorMask<Float> mask = SPECIES.indexInRange(0, columns);
            for (int i = 0; i < rows; i++) {
                FloatVector.fromArray(SPECIES, from, fromOffset + i * fromRow, mask)
                        .intoArray(to, toOffset + i * toRow, mask);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    to[toOffset + i * toRow + j] = from[fromOffset + i * fromRow + j];
                }
            }
        }
    }
}
