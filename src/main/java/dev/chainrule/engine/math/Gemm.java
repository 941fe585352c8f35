package dev.chainrule.engine.math;

import dev.chainrule.engine.math.BlockProduct.Form;

/**
 * Products of float32 matrices, C = s + A B with a row s that every row of C starts from: a bias, or zeros. Matrices are row-major without
 * gaps and begin at an offset; C overlaps neither A, B nor s.
 *
 * <p>Every element of C is one chain of fused multiply-adds over ascending k, c = s(j), then c = fma(A(i,p), B(p,j), c), whatever the kernel,
 * the width of its vectors, the blocks and the threads, so a product has the same bits everywhere. Threads share the rows or the columns of C
 * and never a chain.
 *
 * <p>An instance holds its buffers, allocates nothing in a product once it has done one of that size, and serves one caller at a time. Shapes
 * that do not fit their arrays are an {@link IllegalArgumentException}.
 */
public final class Gemm {

    /** Hears of the rows of C that are complete, from the thread that computed them, while they are still in its cache. */
    public interface Completed {

        Completed NOTHING = (from, to) -> {};

        /** Of the rows {@code from} to {@code to - 1}; each row is named once. */
        void rows(int from, int to);
    }

    private final Workers workers;
    private final BlockProduct[] products = new BlockProduct[ThreadBudget.MOST];
    private final GemmKernel kernel;
    private float[] zeros = new float[0];
    private final Workers.Job shared = this::part;

    /** The product under way, for its parts. */
    private Form form = Form.PLAIN;

    private int m;
    private int n;
    private int k;
    private float[] a = zeros;
    private int aOffset;
    private float[] b = zeros;
    private int bOffset;
    private float[] s = zeros;
    private int sOffset;
    private float[] c = zeros;
    private int cOffset;
    private Completed completed = Completed.NOTHING;

    /** @param workers who takes part in large products */
    public Gemm(Workers workers) {
        this(workers, Kernels.kernel());
    }

    Gemm(Workers workers, GemmKernel kernel) {
        this.workers = workers;
        this.kernel = kernel;
    }

    /** So many zeros at least: a row to start from. */
    public float[] zeros(int columns) {
        if (zeros.length < columns) {
            zeros = new float[columns];
        }
        return zeros;
    }

    /** C (m, n) = s + A B, with A (m, k) and B (k, n). */
    public void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, s, sOffset, c, cOffset);
        if (isTiny(m, n, k)) {
            ScalarKernel.chains(m, n, k, a, aOffset, k, 1, b, bOffset, n, 1, s, sOffset, c, cOffset);
        } else {
            large(Form.PLAIN, m, n, k, a, aOffset, b, bOffset, s, sOffset, c, cOffset, Completed.NOTHING);
        }
    }

    /**
     * C (m, n) = s + A' B, with A stored as (k, m) and B as (k, n).
     *
     * @param completed hears of the rows of C
     */
    public void multiplyTransposedA(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset,
            Completed completed) {
        check(m, n, k, a, aOffset, b, bOffset, s, sOffset, c, cOffset);
        if (isTiny(m, n, k)) {
            ScalarKernel.chains(m, n, k, a, aOffset, 1, m, b, bOffset, n, 1, s, sOffset, c, cOffset);
            completed.rows(0, m);
        } else {
            large(Form.TRANSPOSED_A, m, n, k, a, aOffset, b, bOffset, s, sOffset, c, cOffset, completed);
        }
    }

    /** C (m, n) = s + A B', with A stored as (m, k) and B as (n, k). */
    public void multiplyTransposedB(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        check(m, n, k, a, aOffset, b, bOffset, s, sOffset, c, cOffset);
        if (isTiny(m, n, k)) {
            ScalarKernel.chains(m, n, k, a, aOffset, k, 1, b, bOffset, 1, k, s, sOffset, c, cOffset);
        } else {
            large(Form.TRANSPOSED_B, m, n, k, a, aOffset, b, bOffset, s, sOffset, c, cOffset, Completed.NOTHING);
        }
    }

    private static boolean isTiny(int m, int n, int k) {
        return (long) m * n * k <= Blocking.TINY;
    }

    private void large(
            Form form,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset,
            Completed completed) {
        this.form = form;
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.aOffset = aOffset;
        this.b = b;
        this.bOffset = bOffset;
        this.s = s;
        this.sOffset = sOffset;
        this.c = c;
        this.cOffset = cOffset;
        this.completed = completed;
        int parts = 1;
        if ((long) m * n * k >= Blocking.SHARED) {
            parts = Math.min(
                    workers.threads(), byColumns() ? tiles(n, kernel.tileColumns()) : tiles(m, kernel.tileRows()));
        }
        for (int part = 0; part < parts; part++) {
            if (products[part] == null) {
                products[part] = new BlockProduct(part == 0 ? kernel : kernel.another());
            }
        }
        workers.run(parts, shared);
        if (byColumns()) {
            completed.rows(0, m);
        }
    }

    /** The longer side of C is cut: each part packs what the other side needs. But rows are of a gradient, for which somebody waits. */
    private boolean byColumns() {
        return n >= m && (form != Form.TRANSPOSED_A || tiles(m, kernel.tileRows()) < 4 * workers.threads());
    }

    private static int tiles(int size, int tile) {
        return (size - 1) / tile + 1;
    }

    private void part(int part, int parts) {
        int size = byColumns() ? n : m;
        int tile = byColumns() ? kernel.tileColumns() : kernel.tileRows();
        int tiles = tiles(size, tile);
        int from = tiles * part / parts * tile;
        int to = Math.min(size, tiles * (part + 1) / parts * tile);
        int aRow = form == Form.TRANSPOSED_A ? m : k;
        int bRow = form == Form.TRANSPOSED_B ? k : n;
        BlockProduct product = products[part];
        if (byColumns()) {
            int ib = bOffset + (form == Form.TRANSPOSED_B ? from * k : from);
            product.startAt(0, Completed.NOTHING);
            product.multiply(
                    form, m, to - from, k, a, aOffset, aRow, b, ib, bRow, s, sOffset + from, c, cOffset + from, n);
        } else {
            int ia = aOffset + (form == Form.TRANSPOSED_A ? from : from * k);
            product.startAt(from, completed);
            product.multiply(
                    form, to - from, n, k, a, ia, aRow, b, bOffset, bRow, s, sOffset, c, cOffset + from * n, n);
        }
    }

    private static void check(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        if ((m | n | k) < 0) {
            throw new IllegalArgumentException("negative dimension: m = " + m + ", n = " + n + ", k = " + k);
        }
        checkFits("A", (long) m * k, a.length, aOffset);
        checkFits("B", (long) k * n, b.length, bOffset);
        checkFits("s", n, s.length, sOffset);
        checkFits("C", (long) m * n, c.length, cOffset);
    }

    private static void checkFits(String name, long size, int length, int offset) {
        if (offset < 0 || offset + size > length) {
            throw new IllegalArgumentException(
                    name + " exceeds its array: offset " + offset + " + size " + size + " > length " + length);
        }
    }
}
