package dev.chainrule.engine.math;

/**
 * A product on one thread: finds the way that suits its shape, cuts large ones into blocks (see {@link Blocking}) and packs them. Checks
 * nothing. Buffers are made when they are first needed; then nothing is allocated.
 */
final class BlockProduct {

    /** How the operands are stored. */
    enum Form {
        /** A (m, k), B (k, n). */
        PLAIN,
        /** A as (k, m). */
        TRANSPOSED_A,
        /** B as (n, k). */
        TRANSPOSED_B
    }

    /** Whether B is multiplied with other rows of A after these, or has been with others before. */
    private enum Use {
        ONCE,
        FIRST,
        AGAIN
    }

    private static final float[] NONE = new float[0];

    private final GemmKernel kernel;
    private final int tileRows;
    private final int tileColumns;
    /** A, or a block of it, in strips of tileRows lanes. */
    private float[] packedA = NONE;
    /** A block of B in strips of tileColumns lanes. */
    private float[] packedB = NONE;

    /** Where C stands in the whole product, for those who hear of its rows. */
    private int firstRow;

    private Gemm.Completed completed = Gemm.Completed.NOTHING;

    BlockProduct(GemmKernel kernel) {
        this.kernel = kernel;
        this.tileRows = kernel.tileRows();
        this.tileColumns = kernel.tileColumns();
    }

    /** The next product are the rows from {@code row} on of one whose rows {@code completed} hears of. */
    void startAt(int row, Gemm.Completed completed) {
        this.firstRow = row;
        this.completed = completed;
    }

    /** C (m, n) = s + A B with a row s (n) for all rows; aRow, bRow and cRow are the distances of two stored rows. */
    void multiply(
            Form form,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset,
            int cRow) {
        boolean aTransposed = form == Form.TRANSPOSED_A;
        boolean bTransposed = form == Form.TRANSPOSED_B;
        if (bTransposed && m <= Blocking.SCALAR_ROWS) {
            for (int i = 0; i < m; i++) {
                ScalarKernel.row(n, k, a, aOffset + i * aRow, b, bOffset, bRow, s, sOffset, c, cOffset + i * cRow);
            }
            complete(0, m);
        } else if (isSmall(m, n, k) && !(bTransposed && (long) n * k > Blocking.N * Blocking.K)) {
            float[] plainB = b;
            int ib = bOffset;
            int ibRow = bRow;
            if (bTransposed) {
                makeBuffers(0, Blocking.N * Blocking.K);
                Packing.transpose(n, k, b, bOffset, bRow, packedB, 0, n);
                plainB = packedB;
                ib = 0;
                ibRow = n;
            }
            int iaRow = aTransposed ? 1 : aRow;
            int iaColumn = aTransposed ? aRow : 1;
            int step = aTransposed ? Blocking.FEW_COMPLETED : Blocking.M;
            for (int i = 0; i < m; i += step) {
                int rows = Math.min(step, m - i);
                int ia = aOffset + i * iaRow;
                int ic = cOffset + i * cRow;
                kernel.strided(rows, n, k, a, ia, iaRow, iaColumn, plainB, ib, ibRow, s, sOffset, 0, c, ic, cRow);
                complete(i, i + rows);
            }
        } else {
            int step = rowsAtOnce(form, m, n, k);
            for (int i = 0; i < m; i += step) {
                int rows = Math.min(step, m - i);
                int ia = aOffset + (aTransposed ? i : i * aRow);
                int ic = cOffset + i * cRow;
                Use useOfB = step >= m ? Use.ONCE : i == 0 ? Use.FIRST : Use.AGAIN;
                blocked(form, rows, n, k, a, ia, aRow, b, bOffset, bRow, useOfB, s, sOffset, c, ic, cRow);
                complete(i, i + rows);
            }
        }
    }

    /** Whether packing would cost more than it saves. */
    private boolean isSmall(int m, int n, int k) {
        long size = (long) n * k;
        return m < Blocking.FEW_ROWS
                || n <= tileColumns / 2
                || size <= Blocking.SMALL_B
                || (m < Blocking.SOME_ROWS && size <= Blocking.MEDIUM_B);
    }

    /** A' B: so few rows of C that they are still in the cache when they are complete. A B: one block, if B can be kept packed for all. */
    private int rowsAtOnce(Form form, int m, int n, int k) {
        if (form == Form.TRANSPOSED_A) {
            return Math.max(tileRows, Blocking.C / n / tileRows * tileRows);
        }
        return (long) n * k <= Blocking.KEPT / 2 ? Blocking.M : m;
    }

    private void makeBuffers(int sizeOfA, int sizeOfB) {
        if (packedA.length < sizeOfA) {
            packedA = new float[sizeOfA];
        }
        if (packedB.length < sizeOfB) {
            packedB = new float[sizeOfB];
        }
    }

    private void complete(int fromRow, int toRow) {
        completed.rows(firstRow + fromRow, firstRow + toRow);
    }

    /**
     * Block (k, n) of B by block, and beside each all blocks (m, k) of A: the columns of C that are under way stay in the second-level cache
     * until their chains are complete. A is packed once if there is room for all of it; B too, if it is the one that is used again.
     *
     * @param useOfB AGAIN only right after the same B
     */
    private void blocked(
            Form form,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bRow,
            Use useOfB,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset,
            int cRow) {
        int rows = (m + tileRows - 1) / tileRows * tileRows;
        int columns = (n + tileColumns - 1) / tileColumns * tileColumns;
        int step = Blocking.evenK(k);
        boolean keepsA = (long) rows * k <= Blocking.KEPT;
        boolean keepsB = useOfB != Use.ONCE && (long) columns * k <= Blocking.KEPT;
        makeBuffers(keepsA ? rows * k : Blocking.M * Blocking.K, keepsB ? columns * k : Blocking.N * Blocking.K);
        for (int j = 0; j < n; j += Blocking.N) {
            int nBlock = Math.min(Blocking.N, n - j);
            for (int p = 0; p < k; p += step) {
                int kBlock = Math.min(step, k - p);
                int ib = keepsB ? columns * p + j * kBlock : 0;
                boolean isPacked = keepsB && useOfB == Use.AGAIN;
                if (!isPacked && form == Form.TRANSPOSED_B) {
                    Packing.transpose(nBlock, kBlock, b, bOffset + j * bRow + p, bRow, packedB, ib, tileColumns);
                } else if (!isPacked) {
                    Packing.copy(nBlock, kBlock, b, bOffset + p * bRow + j, bRow, packedB, ib, tileColumns);
                }
                for (int i = 0; i < m; i += Blocking.M) {
                    int mBlock = Math.min(Blocking.M, m - i);
                    int ia = keepsA ? rows * p + i * kBlock : 0;
                    if (j == 0 || !keepsA) {
                        if (form == Form.TRANSPOSED_A) {
                            Packing.copy(mBlock, kBlock, a, aOffset + p * aRow + i, aRow, packedA, ia, tileRows);
                        } else {
                            Packing.transpose(mBlock, kBlock, a, aOffset + i * aRow + p, aRow, packedA, ia, tileRows);
                        }
                    }
                    int ic = cOffset + i * cRow + j;
                    if (p == 0) {
                        packed(mBlock, nBlock, kBlock, ia, ib, s, sOffset + j, 0, c, ic, cRow);
                    } else {
                        // the chains go on
                        packed(mBlock, nBlock, kBlock, ia, ib, c, ic, cRow, c, ic, cRow);
                    }
                }
            }
        }
    }

    /** A block (m, n) of C from the packed blocks of A and B, which begin at {@code aOffset} and {@code bOffset}. */
    private void packed(
            int m,
            int n,
            int k,
            int aOffset,
            int bOffset,
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        for (int j = 0; j < n; j += tileColumns) {
            int columns = Math.min(tileColumns, n - j);
            int ib = bOffset + j * k;
            for (int i = 0; i < m; i += tileRows) {
                int rows = Math.min(tileRows, m - i);
                int ia = aOffset + i * k;
                int is = sOffset + i * sRow + j;
                int ic = cOffset + i * cRow + j;
                if (rows == tileRows && columns == tileColumns) {
                    kernel.tile(k, packedA, ia, packedB, ib, s, is, sRow, c, ic, cRow);
                } else {
                    kernel.strided(
                            rows,
                            columns,
                            k,
                            packedA,
                            ia,
                            1,
                            tileRows,
                            packedB,
                            ib,
                            tileColumns,
                            s,
                            is,
                            sRow,
                            c,
                            ic,
                            cRow);
                }
            }
        }
    }
}
