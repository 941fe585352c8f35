package dev.chainrule.engine.math;

/**
 * The innermost loops of a product. Every element of C is one chain of fused multiply-adds over ascending k that starts from an
 * element of S, which may be C itself, so all kernels and all ways through them give the same bits. Kernels check nothing: {@link Gemm} has done it.
 */
sealed interface GemmKernel permits VectorKernel, ScalarKernel {

    /** One more of the same kind: a kernel has buffers, so each thread has its own. */
    GemmKernel another();

    /** Rows of a tile of C, which is what the registers hold. */
    int tileRows();

    /** Columns of a tile of C. */
    int tileColumns();

    /**
     * C (tileRows, tileColumns) = S + A B, from packed operands: A (k, tileRows), that is stored by columns, and B (k, tileColumns), both
     * without gaps.
     *
     * @param sRow the distance of two rows of S: 0 where all are the same one
     * @param cRow the distance of two rows of C
     */
    void tile(
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
            int cRow);

    /**
     * C (m, n) = S + A B for any shape, operands where they are: A(i,p) = a[aOffset + i aRow + p aColumn], B(p,j) = b[bOffset + p bRow + j],
     * S(i,j) = s[sOffset + i sRow + j], C(i,j) = c[cOffset + i cRow + j].
     */
    void strided(
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
            int cRow);
}
