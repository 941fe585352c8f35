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

    private static final float[] NONE = new float[0];

    private final GemmKernel kernel;
    private final int tileRows;
    private final int tileColumns;
    /** A block of A in strips of tileRows lanes. */
    private float[] packedA = NONE;
    /** A block of B in strips of tileColumns lanes. */
    private float[] packedB = NONE;

    BlockProduct(GemmKernel kernel) {
        this.kernel = kernel;
        this.tileRows = kernel.tileRows();
        this.tileColumns = kernel.tileColumns();
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
        } else if (isSmall(m, n, k) && !(bTransposed && (long) n * k > Blocking.N * Blocking.K)) {
            float[] plainB = b;
            int plainOffset = bOffset;
            int plainRow = bRow;
            if (bTransposed) {
                makeBuffers();
                Packing.transpose(n, k, b, bOffset, bRow, packedB, n);
                plainB = packedB;
                plainOffset = 0;
                plainRow = n;
            }
            int aStep = aTransposed ? 1 : aRow;
            int aColumn = aTransposed ? aRow : 1;
            kernel.strided(
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aStep,
                    aColumn,
                    plainB,
                    plainOffset,
                    plainRow,
                    s,
                    sOffset,
                    0,
                    c,
                    cOffset,
                    cRow);
        } else {
            blocked(
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aRow,
                    aTransposed,
                    b,
                    bOffset,
                    bRow,
                    bTransposed,
                    s,
                    sOffset,
                    c,
                    cOffset,
                    cRow);
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

    private void makeBuffers() {
        if (packedA.length == 0) {
            packedA = new float[Blocking.M * Blocking.K];
            packedB = new float[Blocking.N * Blocking.K];
        }
    }

    private void blocked(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            boolean aTransposed,
            float[] b,
            int bOffset,
            int bRow,
            boolean bTransposed,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset,
            int cRow) {
        makeBuffers();
        for (int p = 0; p < k; p += Blocking.K) {
            int kBlock = Math.min(Blocking.K, k - p);
            for (int i = 0; i < m; i += Blocking.M) {
                int mBlock = Math.min(Blocking.M, m - i);
                if (aTransposed) {
                    Packing.copy(mBlock, kBlock, a, aOffset + p * aRow + i, aRow, packedA, tileRows);
                } else {
                    Packing.transpose(mBlock, kBlock, a, aOffset + i * aRow + p, aRow, packedA, tileRows);
                }
                for (int j = 0; j < n; j += Blocking.N) {
                    int nBlock = Math.min(Blocking.N, n - j);
                    if (bTransposed) {
                        Packing.transpose(nBlock, kBlock, b, bOffset + j * bRow + p, bRow, packedB, tileColumns);
                    } else {
                        Packing.copy(nBlock, kBlock, b, bOffset + p * bRow + j, bRow, packedB, tileColumns);
                    }
                    int at = cOffset + i * cRow + j;
                    if (p == 0) {
                        packed(mBlock, nBlock, kBlock, s, sOffset + j, 0, c, at, cRow);
                    } else {
                        // the chains go on
                        packed(mBlock, nBlock, kBlock, c, at, cRow, c, at, cRow);
                    }
                }
            }
        }
    }

    /** A block (m, n) of C from the packed blocks of A and B. */
    private void packed(int m, int n, int k, float[] s, int sOffset, int sRow, float[] c, int cOffset, int cRow) {
        for (int j = 0; j < n; j += tileColumns) {
            int columns = Math.min(tileColumns, n - j);
            for (int i = 0; i < m; i += tileRows) {
                int rows = Math.min(tileRows, m - i);
                int from = sOffset + i * sRow + j;
                int at = cOffset + i * cRow + j;
                if (rows == tileRows && columns == tileColumns) {
                    kernel.tile(k, packedA, i * k, packedB, j * k, s, from, sRow, c, at, cRow);
                } else {
                    kernel.strided(
                            rows,
                            columns,
                            k,
                            packedA,
                            i * k,
                            1,
                            tileRows,
                            packedB,
                            j * k,
                            tileColumns,
                            s,
                            from,
                            sRow,
                            c,
                            at,
                            cRow);
                }
            }
        }
    }
}
