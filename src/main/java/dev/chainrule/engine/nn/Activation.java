package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Elementwise;
import dev.chainrule.engine.math.Largest;
import dev.chainrule.engine.math.Sums;

/**
 * The activation functions a = f(z), each with its derivative beside it.
 *
 * <p>Every array is row-major with shape (rows, columns); work is done on the rows {@code fromRow} to {@code toRow - 1}, so that threads may share them. Values are
 * within a few ulp of the exact ones, and have the same bits on every machine.
 */
public sealed interface Activation
        permits Activation.Linear,
                Activation.Relu,
                Activation.Tanh,
                Activation.Sigmoid,
                Activation.Softmax,
                UnitActivation {

    /** Writes a = f(z). */
    void forward(float[] z, float[] a, int fromRow, int toRow, int columns);

    /**
     * Turns dLoss/da into dLoss/dz, in place in {@code delta}.
     *
     * @param z what {@link #forward} was given
     * @param a what {@link #forward} gave
     */
    void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns);

    /** f(z) = z. */
    record Linear() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            System.arraycopy(z, fromRow * columns, a, fromRow * columns, (toRow - fromRow) * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            // f'(z) = 1
        }
    }

    /** f(z) = max(z, 0); the derivative at 0 is 0. */
    record Relu() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
                a[i] = Math.max(z[i], 0f);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.reluSlope(a, delta, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = tanh(z), f'(z) = 1 - a^2. */
    record Tanh() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.tanh(z, a, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
                delta[i] *= 1f - a[i] * a[i];
            }
        }
    }

    /** The logistic function f(z) = 1 / (1 + e^-z), f'(z) = a (1 - a). */
    record Sigmoid() implements Activation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.sigmoid(z, a, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
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
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            for (int from = fromRow * columns; from < toRow * columns; from += columns) {
                float max = Largest.value(z, from, from + columns);
                for (int k = from; k < from + columns; k++) {
                    a[k] = z[k] - max;
                }
            }
            Elementwise.exp(a, a, fromRow * columns, toRow * columns);
            for (int from = fromRow * columns; from < toRow * columns; from += columns) {
                float share = (float) (1 / Sums.of(a, from, from + columns));
                for (int k = from; k < from + columns; k++) {
                    a[k] *= share;
                }
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            for (int from = fromRow * columns; from < toRow * columns; from += columns) {
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
