package dev.chainrule.engine.nn;

/**
 * The activation functions a = f(z), each with its derivative beside it.
 *
 * <p>Every array is row-major with shape (rows, columns); {@code rows} may be smaller than what the arrays could hold. Values are
 * computed in double precision by {@link StrictMath} and rounded once, so that they have the same bits on every machine.
 */
public sealed interface Activation
        permits Activation.Linear,
                Activation.Relu,
                Activation.Tanh,
                Activation.Sigmoid,
                Activation.Softmax,
                UnitActivation {

    /** Writes a = f(z) for {@code rows} rows of {@code columns} weighted sums. */
    void forward(float[] z, float[] a, int rows, int columns);

    /**
     * Turns dLoss/da into dLoss/dz, in place in {@code delta}.
     *
     * @param z what {@link #forward} was given
     * @param a what {@link #forward} gave
     */
    void backward(float[] z, float[] a, float[] delta, int rows, int columns);

    /** f(z) = z. */
    record Linear() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int rows, int columns) {
            System.arraycopy(z, 0, a, 0, rows * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int rows, int columns) {
            // f'(z) = 1
        }
    }

    /** f(z) = max(z, 0); the derivative at 0 is 0. */
    record Relu() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int rows, int columns) {
            for (int i = 0, n = rows * columns; i < n; i++) {
                // not Math.max: a NaN must stay visible, and -0.0 becomes 0.0 either way
                a[i] = z[i] <= 0f ? 0f : z[i];
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int rows, int columns) {
            for (int i = 0, n = rows * columns; i < n; i++) {
                delta[i] = a[i] > 0f ? delta[i] : 0f;
            }
        }
    }

    /** f(z) = tanh(z), f'(z) = 1 - a^2. */
    record Tanh() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int rows, int columns) {
            for (int i = 0, n = rows * columns; i < n; i++) {
                a[i] = (float) StrictMath.tanh(z[i]);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int rows, int columns) {
            for (int i = 0, n = rows * columns; i < n; i++) {
                delta[i] *= 1f - a[i] * a[i];
            }
        }
    }

    /** The logistic function f(z) = 1 / (1 + e^-z), f'(z) = a (1 - a). */
    record Sigmoid() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int rows, int columns) {
            for (int i = 0, n = rows * columns; i < n; i++) {
                a[i] = (float) (1.0 / (1.0 + StrictMath.exp(-z[i])));
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int rows, int columns) {
            for (int i = 0, n = rows * columns; i < n; i++) {
                delta[i] *= a[i] * (1f - a[i]);
            }
        }
    }

    /**
     * f(z)_k = e^(z_k - m) / sum_j e^(z_j - m) over a row, m its largest weighted sum, so that nothing overflows.
     * dLoss/dz_k = a_k (dLoss/da_k - sum_j a_j dLoss/da_j).
     */
    record Softmax() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int rows, int columns) {
            for (int row = 0; row < rows; row++) {
                int from = row * columns;
                double max = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < columns; k++) {
                    max = Math.max(max, z[from + k]);
                }
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    double exponential = StrictMath.exp(z[from + k] - max);
                    a[from + k] = (float) exponential;
                    sum += exponential;
                }
                for (int k = 0; k < columns; k++) {
                    a[from + k] = (float) (a[from + k] / sum);
                }
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int rows, int columns) {
            for (int row = 0; row < rows; row++) {
                int from = row * columns;
                double dot = 0;
                for (int k = 0; k < columns; k++) {
                    dot += (double) a[from + k] * delta[from + k];
                }
                for (int k = 0; k < columns; k++) {
                    delta[from + k] = (float) (a[from + k] * (delta[from + k] - dot));
                }
            }
        }
    }
}
