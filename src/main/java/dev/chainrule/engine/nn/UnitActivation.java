package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Elementwise;

/** The activations whose derivative at a unit is a function of the unit's weighted sum. */
public sealed interface UnitActivation extends Activation {

    /** f(z) = z for z > 0, else {@code negativeSlope} z; the derivative at 0 is {@code negativeSlope}. */
    record LeakyRelu(double negativeSlope) implements UnitActivation {
        public static final double DEFAULT_SLOPE = 0.01;

        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.leakyRelu(z, a, (float) negativeSlope, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.leakyReluSlope(z, delta, (float) negativeSlope, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = z for z > 0, else {@code alpha} (e^z - 1); the derivative at 0 is {@code alpha}. Clevert et al. 2016, eq. 15. */
    record Elu(double alpha) implements UnitActivation {
        public static final double DEFAULT_ALPHA = 1;

        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.elu(z, a, 1f, (float) alpha, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.eluSlope(z, delta, 1f, (float) alpha, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = SCALE times elu(z) with ALPHA; the derivative at 0 is SCALE ALPHA. Klambauer et al. 2017, eq. 2 and 14. */
    record Selu() implements UnitActivation {
        public static final double ALPHA = 1.6732632423543772;
        public static final double SCALE = 1.0507009873554805;

        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.elu(z, a, (float) SCALE, (float) ALPHA, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.eluSlope(z, delta, (float) SCALE, (float) ALPHA, fromRow * columns, toRow * columns);
        }
    }

    /**
     * f(z) = z Phi(z), Phi(z) = (1 + erf(z / sqrt 2)) / 2 the distribution of the standard normal, phi its density;
     * f'(z) = Phi(z) + z phi(z). Hendrycks and Gimpel 2016, the exact form.
     */
    record Gelu() implements UnitActivation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.gelu(z, a, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.geluSlope(z, delta, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = z s with s = sigmoid(z); f'(z) = s (1 + z (1 - s)). Elfwing et al. 2018, eq. 5 and 7. */
    record Silu() implements UnitActivation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.silu(z, a, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.siluSlope(z, delta, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = z t with t = tanh(softplus(z)); f'(z) = t + z (1 - t^2) sigmoid(z). Misra 2019, eq. 1. */
    record Mish() implements UnitActivation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.mish(z, a, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.mishSlope(z, delta, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = ln(1 + e^z); f'(z) = sigmoid(z). */
    record Softplus() implements UnitActivation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            Elementwise.softplus(z, a, fromRow * columns, toRow * columns);
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            Elementwise.softplusSlope(z, delta, fromRow * columns, toRow * columns);
        }
    }

    /** f(z) = z / (1 + |z|); f'(z) = 1 / (1 + |z|)^2. */
    record Softsign() implements UnitActivation {
        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
                a[i] = z[i] / (1f + Math.abs(z[i]));
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
                float divisor = 1f + Math.abs(z[i]);
                delta[i] = delta[i] / divisor / divisor;
            }
        }
    }

    /** f(z) = z/6 + 1/2, but at least 0 and at most 1; the derivative at both kinks is 0. */
    record HardSigmoid() implements UnitActivation {
        private static final float KINK = 3;
        private static final float SLOPE = 1 / 6f;

        @Override
        public void forward(float[] z, float[] a, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
                a[i] = Math.min(Math.max(z[i], -KINK), KINK) * SLOPE + 0.5f;
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] delta, int fromRow, int toRow, int columns) {
            for (int i = fromRow * columns; i < toRow * columns; i++) {
                delta[i] = Math.abs(z[i]) < KINK ? delta[i] * SLOPE : 0f;
            }
        }
    }
}
