package dev.chainrule.engine.math;

/**
 * Products of matrices that add to C, float32, row-major without gaps. A caller preloads C with zeros or with the bias.
 *
 * <p>Every element of C is one chain of fused multiply-adds over ascending k, c = fma(A(i,p), B(p,j), c), whatever the kernel, the vector
 * width and the blocks: the same bits everywhere. An instance holds its buffers, allocates nothing in a product, and serves one thread at a time.
 */
public final class Gemm {

    private static final int CHAINS = Integer.getInteger("CHAINS", 64);
    private static final int DIRECT_ROWS = Integer.getInteger("DROWS", 8);
    private static final int DIRECT_B = Integer.getInteger("DB", 4096);

    private final GemmKernel kernel;
    private final int rows;
    private final int columns;
    /** A block of A: strips of {@code rows} lanes, one after the other, (M/rows, K, rows). */
    private final float[] packedA;
    /** A strip of B (K, columns). */
    private final float[] packedB;

    public Gemm() {
        this(Kernels.kernel());
    }

    Gemm(GemmKernel kernel) {
        this.kernel = kernel;
        this.rows = kernel.tileRows();
        this.columns = kernel.tileColumns();
        this.packedA = new float[Blocking.M * Blocking.K];
        this.packedB = new float[Blocking.K * Math.max(Blocking.N, columns)];
    }

    /** C (m, n) += A (m, k) B (k, n). */
    public void multiply(int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if ((long) m * n * k <= CHAINS) {
            ScalarKernel.chains(m, n, k, a, aOffset, k, 1, b, bOffset, n, 1, c, cOffset, n);
        } else if (direct(m, n, k)) {
            kernel.strided(m, n, k, a, aOffset, k, 1, b, bOffset, n, c, cOffset, n);
        } else {
            blocked(m, n, k, a, aOffset, false, b, bOffset, false, c, cOffset);
        }
    }

    /** C (m, n) += A' B, with A stored as (k, m) and B as (k, n). */
    public void multiplyTransposedA(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if ((long) m * n * k <= CHAINS) {
            ScalarKernel.chains(m, n, k, a, aOffset, 1, m, b, bOffset, n, 1, c, cOffset, n);
        } else if (direct(m, n, k)) {
            kernel.strided(m, n, k, a, aOffset, 1, m, b, bOffset, n, c, cOffset, n);
        } else {
            blocked(m, n, k, a, aOffset, true, b, bOffset, false, c, cOffset);
        }
    }

    /** C (m, n) += A B', with A stored as (m, k) and B as (n, k). */
    public void multiplyTransposedB(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if (m <= 2 || (long) m * n * k <= CHAINS) {
            ScalarKernel.chains(m, n, k, a, aOffset, k, 1, b, bOffset, 1, k, c, cOffset, n);
        } else {
            blocked(m, n, k, a, aOffset, false, b, bOffset, true, c, cOffset);
        }
    }

    private boolean direct(int m, int n, int k) {
        return m < DIRECT_ROWS || n <= columns / 2 || n * (long) k <= DIRECT_B;
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
                packA(
                        mBlock,
                        kBlock,
                        a,
                        aTransposed ? aOffset + p * m + i : aOffset + i * k + p,
                        aTransposed,
                        aTransposed ? m : k);
                for (int j = 0; j < n; j += Blocking.N) {
                    int nBlock = Math.min(Blocking.N, n - j);
                    packB(
                            nBlock,
                            kBlock,
                            b,
                            bTransposed ? bOffset + j * k + p : bOffset + p * n + j,
                            bTransposed,
                            bTransposed ? k : n);
                    for (int jj = 0; jj < nBlock; jj += columns) {
                        strip(
                                mBlock,
                                Math.min(columns, nBlock - jj),
                                kBlock,
                                jj * kBlock,
                                c,
                                cOffset + i * n + j + jj,
                                n);
                    }
                }
            }
        }
    }

    private void packB(int n, int k, float[] b, int offset, boolean transposed, int step) {
        if (!transposed) {
            Packing.copy(n, k, b, offset, step, packedB, columns);
            return;
        }
        for (int j = 0; j < n; j += columns) {
            Packing.transpose(Math.min(columns, n - j), k, b, offset + j * step, step, packedB, j * k, columns);
        }
    }

    private void packA(int m, int k, float[] a, int offset, boolean transposed, int step) {
        if (transposed) {
            Packing.copy(m, k, a, offset, step, packedA, rows);
            return;
        }
        for (int i = 0; i < m; i += rows) {
            Packing.transpose(Math.min(rows, m - i), k, a, offset + i * step, step, packedA, i * k, rows);
        }
    }

    private void strip(int m, int n, int k, int bOffset, float[] c, int cOffset, int cRow) {
        for (int i = 0; i < m; i += rows) {
            int at = cOffset + i * cRow;
            if (n == columns && i + rows <= m) {
                kernel.tile(k, packedA, i * k, packedB, bOffset, c, at, cRow);
            } else {
                kernel.strided(
                        Math.min(rows, m - i), n, k, packedA, i * k, 1, rows, packedB, bOffset, columns, c, at, cRow);
            }
        }
    }

    private static void check(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        if (m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException("negative shape: m " + m + ", n " + n + ", k " + k);
        }
        check("A", (long) m * k, a, aOffset);
        check("B", (long) k * n, b, bOffset);
        check("C", (long) m * n, c, cOffset);
    }

    private static void check(String name, long size, float[] array, int offset) {
        if (offset < 0 || offset + size > array.length) {
            throw new IllegalArgumentException("%s exceeds its array: offset %d + size %d > length %d"
                    .formatted(name, offset, size, array.length));
        }
    }
}
