package dev.chainrule.engine.math;

/** Plain loops over {@link Math#fma}, which the compiler turns into vector instructions where it can: the JVM without the vector module. */
final class ScalarKernel implements GemmKernel {

    private static final int ROWS = 8;
    private static final int COLUMNS = 64;

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
        strided(ROWS, COLUMNS, k, a, aOffset, 1, ROWS, b, bOffset, COLUMNS, c, cOffset, cRow);
    }

    /** Order i, k, j: the inner loop goes along a row of B and of C. */
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
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                addScaledRow(n, a[aOffset + i * aRow + p * aColumn], b, bOffset + p * bRow, c, cOffset + i * cRow);
            }
        }
    }

    private static void addScaledRow(int n, float scale, float[] b, int bOffset, float[] c, int cOffset) {
        for (int j = 0; j < n; j++) {
            c[cOffset + j] = Math.fma(scale, b[bOffset + j], c[cOffset + j]);
        }
    }

    /**
     * C (m, n) += A B, element by element, C without gaps: for products too small for anything else. B may be stored transposed: B(p,j) =
     * b[bOffset + p bRow + j bColumn]. Four chains run side by side, since one alone would wait for each addition.
     */
    static void chains(
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
            int bColumn,
            float[] c,
            int cOffset) {
        for (int i = 0; i < m; i++) {
            int j = 0;
            for (; j <= n - 4; j += 4) {
                int at = cOffset + i * n + j;
                float c0 = c[at];
                float c1 = c[at + 1];
                float c2 = c[at + 2];
                float c3 = c[at + 3];
                int ia = aOffset + i * aRow;
                int ib = bOffset + j * bColumn;
                for (int p = 0; p < k; p++, ia += aColumn, ib += bRow) {
                    float x = a[ia];
                    c0 = Math.fma(x, b[ib], c0);
                    c1 = Math.fma(x, b[ib + bColumn], c1);
                    c2 = Math.fma(x, b[ib + 2 * bColumn], c2);
                    c3 = Math.fma(x, b[ib + 3 * bColumn], c3);
                }
                c[at] = c0;
                c[at + 1] = c1;
                c[at + 2] = c2;
                c[at + 3] = c3;
            }
            for (; j < n; j++) {
                int at = cOffset + i * n + j;
                float sum = c[at];
                int ia = aOffset + i * aRow;
                int ib = bOffset + j * bColumn;
                for (int p = 0; p < k; p++, ia += aColumn, ib += bRow) {
                    sum = Math.fma(a[ia], b[ib], sum);
                }
                c[at] = sum;
            }
        }
    }
}
