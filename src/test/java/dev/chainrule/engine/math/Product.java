package dev.chainrule.engine.math;

import dev.chainrule.engine.math.RandomStream.Purpose;
import java.util.Arrays;

/** A product with random operands that lie somewhere inside their arrays, and what it must give. */
final class Product {

    private static final int A_OFFSET = 3;
    private static final int B_OFFSET = 5;
    private static final int S_OFFSET = 2;
    private static final int C_OFFSET = 7;
    private static final int GUARD = 4;
    private static final float[] NORMAL = normal(1 << 20);

    enum Form {
        PLAIN,
        TRANSPOSED_A,
        TRANSPOSED_B
    }

    private final Form form;
    private final int m;
    private final int n;
    private final int k;
    private final float[] a;
    private final float[] b;
    private final float[] s;
    private final float[] c;

    /** Normal values, also around the operands. */
    Product(Form form, int m, int n, int k) {
        this.form = form;
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = Arrays.copyOf(NORMAL, A_OFFSET + m * k + GUARD);
        this.b = Arrays.copyOfRange(NORMAL, 1000, 1000 + B_OFFSET + k * n + GUARD);
        this.s = Arrays.copyOfRange(NORMAL, 3000, 3000 + S_OFFSET + n + GUARD);
        this.c = Arrays.copyOfRange(NORMAL, 2000, 2000 + C_OFFSET + m * n + GUARD);
    }

    /** Makes every element of A not a number. */
    Product poisoned() {
        Arrays.fill(a, Float.NaN);
        return this;
    }

    /** The array of C afterwards, by {@code gemm}. */
    float[] by(Gemm gemm) {
        float[] result = c.clone();
        switch (form) {
            case PLAIN -> gemm.multiply(m, n, k, a, A_OFFSET, b, B_OFFSET, s, S_OFFSET, result, C_OFFSET);
            case TRANSPOSED_A ->
                gemm.multiplyTransposedA(
                        m, n, k, a, A_OFFSET, b, B_OFFSET, s, S_OFFSET, result, C_OFFSET, Gemm.Completed.NOTHING);
            case TRANSPOSED_B ->
                gemm.multiplyTransposedB(m, n, k, a, A_OFFSET, b, B_OFFSET, s, S_OFFSET, result, C_OFFSET);
        }
        return result;
    }

    /** The array of C afterwards, by the definition: one chain of fused multiply-adds over ascending k. */
    float[] byChains() {
        float[] result = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = s[S_OFFSET + j];
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a(i, p), b(p, j), sum);
                }
                result[C_OFFSET + i * n + j] = sum;
            }
        }
        return result;
    }

    /**
     * Fails if an element of {@code result} is further from the product in double than k roundings allow: gamma_k (|s| + sum |a b|), with
     * gamma_k = k u / (1 - k u) and u = 2^-24 (Higham 2002, "Accuracy and stability of numerical algorithms", section 3.1).
     */
    void requireClose(float[] result) {
        double gamma = k * 0x1p-24 / (1 - k * 0x1p-24);
        double worst = 0;
        String where = "";
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = s[S_OFFSET + j];
                double norm = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double term = (double) a(i, p) * b(p, j);
                    sum += term;
                    norm += Math.abs(term);
                }
                double error = Math.abs(result[C_OFFSET + i * n + j] - sum);
                double bound = gamma * norm + Float.MIN_VALUE;
                if (!(error / bound <= worst)) {
                    worst = error / bound;
                    where = "C(" + i + "," + j + ") = " + result[C_OFFSET + i * n + j] + ", expected " + sum
                            + " within " + bound;
                }
            }
        }
        if (!(worst <= 1)) {
            throw new AssertionError(this + ": worst at " + where);
        }
    }

    private float a(int i, int p) {
        return a[A_OFFSET + (form == Form.TRANSPOSED_A ? p * m + i : i * k + p)];
    }

    private float b(int p, int j) {
        return b[B_OFFSET + (form == Form.TRANSPOSED_B ? j * k + p : p * n + j)];
    }

    @Override
    public String toString() {
        return form + " " + m + " x " + n + " x " + k;
    }

    private static float[] normal(int length) {
        RandomStream random = new RandomStream(42, Purpose.INITIAL_VALUES, 0);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
