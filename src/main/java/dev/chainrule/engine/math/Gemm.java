package dev.chainrule.engine.math;

/**
 * Products of float32 matrices that add to C. Matrices are row-major without gaps and begin at an offset; C overlaps neither A nor B. The
 * caller fills C first, with zeros or with the bias.
 *
 * <p>Every element of C is one chain of fused multiply-adds over ascending k, c = fma(A(i,p), B(p,j), c), whatever the kernel, the width of
 * its vectors and the blocks, so a product has the same bits everywhere.
 *
 * <p>An instance holds its buffers, allocates nothing in a product and serves one thread at a time. Shapes that do not fit their arrays are
 * an {@link IllegalArgumentException}.
 */
public final class Gemm {

    private final GemmKernel kernel;
    private final int tileRows;
    private final int tileColumns;
    /** A block of A in strips of tileRows lanes. */
    private final float[] packedA;
    /** A block of B in strips of tileColumns lanes. */
    private final float[] packedB;

    public Gemm() {
        this(Kernels.kernel());
    }

    Gemm(GemmKernel kernel) {
        this.kernel = kernel;
        this.tileRows = kernel.tileRows();
        this.tileColumns = kernel.tileColumns();
        this.packedA = new float[Blocking.M * Blocking.K];
        this.packedB = new float[Blocking.N * Blocking.K];
    }

    /** C (m, n) += A (m, k) B (k, n). */
    public void multiply(int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if (isTiny(m, n, k)) {
            ScalarKernel.chains(m, n, k, a, aOffset, k, 1, b, bOffset, n, 1, c, cOffset);
        } else if (isSmall(m, n, k)) {
            kernel.strided(m, n, k, a, aOffset, k, 1, b, bOffset, n, c, cOffset, n);
        } else {
            blocked(m, n, k, a, aOffset, false, b, bOffset, false, c, cOffset);
        }
    }

    /** C (m, n) += A' B, with A stored as (k, m) and B as (k, n). */
    public void multiplyTransposedA(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if (isTiny(m, n, k)) {
            ScalarKernel.chains(m, n, k, a, aOffset, 1, m, b, bOffset, n, 1, c, cOffset);
        } else if (isSmall(m, n, k)) {
            kernel.strided(m, n, k, a, aOffset, 1, m, b, bOffset, n, c, cOffset, n);
        } else {
            blocked(m, n, k, a, aOffset, true, b, bOffset, false, c, cOffset);
        }
    }

    /** C (m, n) += A B', with A stored as (m, k) and B as (n, k). */
    public void multiplyTransposedB(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if (isTiny(m, n, k)) {
            ScalarKernel.chains(m, n, k, a, aOffset, k, 1, b, bOffset, 1, k, c, cOffset);
        } else if (m <= Blocking.SCALAR_ROWS) {
            for (int i = 0; i < m; i++) {
                ScalarKernel.row(n, k, a, aOffset + i * k, b, bOffset, c, cOffset + i * n);
            }
        } else if (isSmall(m, n, k) && (long) n * k <= packedB.length) {
            Packing.transpose(n, k, b, bOffset, k, packedB, n);
            kernel.strided(m, n, k, a, aOffset, k, 1, packedB, 0, n, c, cOffset, n);
        } else {
            blocked(m, n, k, a, aOffset, false, b, bOffset, true, c, cOffset);
        }
    }

    private static boolean isTiny(int m, int n, int k) {
        return (long) m * n * k <= Blocking.TINY;
    }

    /** Whether packing would cost more than it saves. */
    private boolean isSmall(int m, int n, int k) {
        return m < Blocking.FEW_ROWS || n <= tileColumns / 2 || (long) n * k <= Blocking.SMALL_B;
    }

    private void blocked(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            boolean aTransposed,
            float[] b,
            int bOffset,
            boolean bTransposed,
            float[] c,
            int cOffset) {
        for (int p = 0; p < k; p += Blocking.K) {
            int kBlock = Math.min(Blocking.K, k - p);
            for (int i = 0; i < m; i += Blocking.M) {
                int mBlock = Math.min(Blocking.M, m - i);
                if (aTransposed) {
                    Packing.copy(mBlock, kBlock, a, aOffset + p * m + i, m, packedA, tileRows);
                } else {
                    Packing.transpose(mBlock, kBlock, a, aOffset + i * k + p, k, packedA, tileRows);
                }
                for (int j = 0; j < n; j += Blocking.N) {
                    int nBlock = Math.min(Blocking.N, n - j);
                    if (bTransposed) {
                        Packing.transpose(nBlock, kBlock, b, bOffset + j * k + p, k, packedB, tileColumns);
                    } else {
                        Packing.copy(nBlock, kBlock, b, bOffset + p * n + j, n, packedB, tileColumns);
                    }
                    packed(mBlock, nBlock, kBlock, c, cOffset + i * n + j, n);
                }
            }
        }
    }

    /** Adds the product of the packed blocks to a block (m, n) of C. */
    private void packed(int m, int n, int k, float[] c, int cOffset, int cRow) {
        for (int j = 0; j < n; j += tileColumns) {
            int columns = Math.min(tileColumns, n - j);
            for (int i = 0; i < m; i += tileRows) {
                int rows = Math.min(tileRows, m - i);
                int at = cOffset + i * cRow + j;
                if (rows == tileRows && columns == tileColumns) {
                    kernel.tile(k, packedA, i * k, packedB, j * k, c, at, cRow);
                } else {
                    kernel.strided(
                            rows, columns, k, packedA, i * k, 1, tileRows, packedB, j * k, tileColumns, c, at, cRow);
                }
            }
        }
    }

    private static void check(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        if ((m | n | k) < 0) {
            throw new IllegalArgumentException("negative dimension: m = " + m + ", n = " + n + ", k = " + k);
        }
        checkFits("A", (long) m * k, a.length, aOffset);
        checkFits("B", (long) k * n, b.length, bOffset);
        checkFits("C", (long) m * n, c.length, cOffset);
    }

    private static void checkFits(String name, long size, int length, int offset) {
        if (offset < 0 || offset + size > length) {
            throw new IllegalArgumentException(
                    name + " exceeds its array: offset " + offset + " + size " + size + " > length " + length);
        }
    }
}
