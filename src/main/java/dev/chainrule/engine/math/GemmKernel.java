package dev.chainrule.engine.math;

/**
 * The innermost loops of a product. Every element of C is one chain of fused multiply-adds over ascending k that starts from the value in C,
 * so all kernels and all ways through them give the same bits. Kernels check nothing: {@link Gemm} has done it.
 */
sealed interface GemmKernel permits VectorKernel, ScalarKernel {

    /** Rows of a tile of C, which is what the registers hold. */
    int tileRows();

    /** Columns of a tile of C. */
    int tileColumns();

    /**
     * C (tileRows, tileColumns) += A B, from packed operands: A (k, tileRows), that is stored by columns, and B (k, tileColumns), both
     * without gaps.
     *
     * @param cRow the distance of two rows of C
     */
    void tile(int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow);

    /**
     * C (m, n) += A B for any shape, operands where they are: A(i,p) = a[aOffset + i aRow + p aColumn], B(p,j) = b[bOffset + p bRow + j],
     * C(i,j) = c[cOffset + i cRow + j].
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
            float[] c,
            int cOffset,
            int cRow);
}
