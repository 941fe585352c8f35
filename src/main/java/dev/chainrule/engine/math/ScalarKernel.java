package dev.chainrule.engine.math;

/** Plain loops over {@link Math#fma}, which the compiler turns into vector instructions where it can: the JVM without the vector module. */
final class ScalarKernel implements GemmKernel {

    private static final int ROWS = 8;
    private static final int COLUMNS = 64;

    @Override
    public GemmKernel another() {
        return new ScalarKernel();
    }

    @Override
    public int tileRows() {
        return ROWS;
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
        strided(ROWS, COLUMNS, k, a, aOffset, 1, ROWS, b, bOffset, COLUMNS, s, sOffset, sRow, c, cOffset, cRow);
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
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        for (int i = 0; i < m; i++) {
            System.arraycopy(s, sOffset + i * sRow, c, cOffset + i * cRow, n);
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
     * C (m, n) = S + A B, element by element, all rows of S the same and C without gaps: for products so small that all other ways take longer
     * to set out. B may be stored transposed: B(p,j) = b[bOffset + p bRow + j bColumn].
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
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = s[sOffset + j];
                int ia = aOffset + i * aRow;
                int ib = bOffset + j * bColumn;
                for (int p = 0; p < k; p++, ia += aColumn, ib += bRow) {
                    sum = Math.fma(a[ia], b[ib], sum);
                }
                c[cOffset + i * n + j] = sum;
            }
        }
    }

    /** c (n) = s + B' a for one row a (k) and B stored as (n, k): eight chains side by side, since one alone would wait for each addition. */
    static void row(
            int n,
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        int j = 0;
        for (; j <= n - 8; j += 8) {
            int row = bOffset + j * bRow;
            int at = cOffset + j;
            float c0 = s[sOffset + j];
            float c1 = s[sOffset + j + 1];
            float c2 = s[sOffset + j + 2];
            float c3 = s[sOffset + j + 3];
            float c4 = s[sOffset + j + 4];
            float c5 = s[sOffset + j + 5];
            float c6 = s[sOffset + j + 6];
            float c7 = s[sOffset + j + 7];
            for (int p = 0; p < k; p++) {
                float x = a[aOffset + p];
                c0 = Math.fma(x, b[row + p], c0);
                c1 = Math.fma(x, b[row + bRow + p], c1);
                c2 = Math.fma(x, b[row + 2 * bRow + p], c2);
                c3 = Math.fma(x, b[row + 3 * bRow + p], c3);
                c4 = Math.fma(x, b[row + 4 * bRow + p], c4);
                c5 = Math.fma(x, b[row + 5 * bRow + p], c5);
                c6 = Math.fma(x, b[row + 6 * bRow + p], c6);
                c7 = Math.fma(x, b[row + 7 * bRow + p], c7);
            }
            c[at] = c0;
            c[at + 1] = c1;
            c[at + 2] = c2;
            c[at + 3] = c3;
            c[at + 4] = c4;
            c[at + 5] = c5;
            c[at + 6] = c6;
            c[at + 7] = c7;
        }
        chains(1, n - j, k, a, aOffset, k, 1, b, bOffset + j * bRow, 1, bRow, s, sOffset + j, c, cOffset + j);
    }
}
