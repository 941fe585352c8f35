package dev.chainrule.engine.math;

/** The kernel on the vector unit: one lane is one element of C, so the width of the vectors does not change the bits. */
final class VectorKernel implements GemmKernel {

    private static final int LANES = VectorTiles.LANES;
    private static final int COLUMNS = VectorTiles.COLUMNS;
    /** 512-bit units have 32 registers: 16 accumulators, 2 vectors of B, 1 of A. Narrower ones may have 16, which hold half of that. */
    private static final int TILE_ROWS = LANES >= 16 ? 8 : 4;

    static final int STRIP_ROWS = 8;

    private final VectorLastColumns lastColumns = new VectorLastColumns();

    @Override
    public GemmKernel another() {
        return new VectorKernel();
    }

    @Override
    public int tileRows() {
        return TILE_ROWS;
    }

    @Override
    public int tileColumns() {
        return COLUMNS;
    }

    @Override
    public void tile(
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        if (TILE_ROWS == 8) {
            VectorTiles.tile8x2(k, a, aOffset, b, bOffset, s, sOffset, sRow, c, cOffset, cRow);
        } else {
            VectorTiles.tile4x2(k, a, aOffset, b, bOffset, s, sOffset, sRow, c, cOffset, cRow);
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
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        int full = n - n % LANES;
        if (full > 0) {
            fullVectors(m, full, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, s, sOffset, sRow, c, cOffset, cRow);
        }
        if (full < n) {
            lastColumns.multiply(
                    m,
                    n - full,
                    k,
                    a,
                    aOffset,
                    aRow,
                    aColumn,
                    b,
                    bOffset + full,
                    bRow,
                    s,
                    sOffset + full,
                    sRow,
                    c,
                    cOffset + full,
                    cRow);
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
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        int i = 0;
        for (; i <= m - STRIP_ROWS; i += STRIP_ROWS) {
            int ia = aOffset + i * aRow;
            int is = sOffset + i * sRow;
            int ic = cOffset + i * cRow;
            int j = 0;
            for (; TILE_ROWS == 8 && j <= n - COLUMNS; j += COLUMNS) {
                VectorStrips.strip8x2(k, a, ia, aRow, aColumn, b, bOffset + j, bRow, s, is + j, sRow, c, ic + j, cRow);
            }
            for (; j < n; j += LANES) {
                VectorStrips.strip8x1(k, a, ia, aRow, aColumn, b, bOffset + j, bRow, s, is + j, sRow, c, ic + j, cRow);
            }
        }
        for (; i <= m - 4 && n >= COLUMNS; i += 4) {
            int ia = aOffset + i * aRow;
            int is = sOffset + i * sRow;
            int ic = cOffset + i * cRow;
            int j = 0;
            for (; j <= n - COLUMNS; j += COLUMNS) {
                VectorStrips.strip4x2(k, a, ia, aRow, aColumn, b, bOffset + j, bRow, s, is + j, sRow, c, ic + j, cRow);
            }
            if (j < n) {
                for (int row = 0; row < 4; row++) {
                    VectorRows.strip1x1(
                            k,
                            a,
                            ia + row * aRow,
                            aColumn,
                            b,
                            bOffset + j,
                            bRow,
                            s,
                            is + row * sRow + j,
                            c,
                            ic + row * cRow + j);
                }
            }
        }
        for (; i < m; i++) {
            row(n, k, a, aOffset + i * aRow, aColumn, b, bOffset, bRow, s, sOffset + i * sRow, c, cOffset + i * cRow);
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
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        if (n * k > Blocking.STREAMED_B) {
            VectorRows.streams(n, k, a, aOffset, aColumn, b, bOffset, bRow, s, sOffset, c, cOffset);
            return;
        }
        int j = 0;
        for (; j <= n - 8 * LANES; j += 8 * LANES) {
            VectorRows.strip1x8(k, a, aOffset, aColumn, b, bOffset + j, bRow, s, sOffset + j, c, cOffset + j);
        }
        for (; j <= n - 4 * LANES; j += 4 * LANES) {
            VectorRows.strip1x4(k, a, aOffset, aColumn, b, bOffset + j, bRow, s, sOffset + j, c, cOffset + j);
        }
        for (; j < n; j += LANES) {
            VectorRows.strip1x1(k, a, aOffset, aColumn, b, bOffset + j, bRow, s, sOffset + j, c, cOffset + j);
        }
    }
}
