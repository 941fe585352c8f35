package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.SpecialFunctions;

/** The activations that are given by their value and their derivative at the weighted sum of one unit, in double precision. */
public sealed interface UnitActivation extends Activation {

    /** f(z). */
    double value(double z);

    /** f'(z). */
    double slope(double z);

    @Override
    default void forward(float[] z, float[] a, int rows, int columns) {
        for (int i = 0, n = rows * columns; i < n; i++) {
            a[i] = (float) value(z[i]);
        }
    }

    @Override
    default void backward(float[] z, float[] a, float[] delta, int rows, int columns) {
        for (int i = 0, n = rows * columns; i < n; i++) {
            delta[i] = (float) (delta[i] * slope(z[i]));
        }
    }

    /** f(z) = z for z > 0, else {@code negativeSlope} z; the derivative at 0 is {@code negativeSlope}. */
    record LeakyRelu(double negativeSlope) implements UnitActivation {
        public static final double DEFAULT_SLOPE = 0.01;

        @Override
        public double value(double z) {
            return z > 0 ? z : negativeSlope * z;
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : negativeSlope;
        }
    }

    /** f(z) = z for z > 0, else {@code alpha} (e^z - 1); the derivative at 0 is {@code alpha}. Clevert et al. 2016, eq. 15. */
    record Elu(double alpha) implements UnitActivation {
        public static final double DEFAULT_ALPHA = 1;

        @Override
        public double value(double z) {
            return z > 0 ? z : alpha * StrictMath.expm1(z);
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : alpha * StrictMath.exp(z);
        }
    }

    /** f(z) = SCALE times elu(z) with ALPHA; the derivative at 0 is SCALE ALPHA. Klambauer et al. 2017, eq. 2 and 14. */
    record Selu() implements UnitActivation {
        public static final double ALPHA = 1.6732632423543772;
        public static final double SCALE = 1.0507009873554805;

        @Override
        public double value(double z) {
            return SCALE * (z > 0 ? z : ALPHA * StrictMath.expm1(z));
        }

        @Override
        public double slope(double z) {
            return SCALE * (z > 0 ? 1 : ALPHA * StrictMath.exp(z));
        }
    }

    /**
     * f(z) = z Phi(z), Phi(z) = (1 + erf(z / sqrt 2)) / 2 the distribution of the standard normal, phi its density;
     * f'(z) = Phi(z) + z phi(z). Hendrycks and Gimpel 2016, the exact form.
     */
    record Gelu() implements UnitActivation {
        private static final double ROOT_OF_HALF = StrictMath.sqrt(0.5);
        private static final double DENSITY_AT_0 = 1 / StrictMath.sqrt(2 * Math.PI);

        @Override
        public double value(double z) {
            return z * distribution(z);
        }

        @Override
        public double slope(double z) {
            return distribution(z) + z * DENSITY_AT_0 * StrictMath.exp(-0.5 * z * z);
        }

        private static double distribution(double z) {
            return 0.5 * (1 + SpecialFunctions.erf(z * ROOT_OF_HALF));
        }
    }

    /** f(z) = z s with s = sigmoid(z); f'(z) = s (1 + z (1 - s)). Elfwing et al. 2018, eq. 5 and 7. */
    record Silu() implements UnitActivation {
        @Override
        public double value(double z) {
            return z * sigmoid(z);
        }

        @Override
        public double slope(double z) {
            double s = sigmoid(z);
            return s * (1 + z * (1 - s));
        }
    }

    /** f(z) = z t with t = tanh(softplus(z)); f'(z) = t + z (1 - t^2) sigmoid(z). Misra 2019, eq. 1. */
    record Mish() implements UnitActivation {
        @Override
        public double value(double z) {
            return z * StrictMath.tanh(softplus(z));
        }

        @Override
        public double slope(double z) {
            double t = StrictMath.tanh(softplus(z));
            return t + z * (1 - t * t) * sigmoid(z);
        }
    }

    /** f(z) = ln(1 + e^z); f'(z) = sigmoid(z). */
    record Softplus() implements UnitActivation {
        @Override
        public double value(double z) {
            return softplus(z);
        }

        @Override
        public double slope(double z) {
            return sigmoid(z);
        }
    }

    /** f(z) = z / (1 + |z|); f'(z) = 1 / (1 + |z|)^2. */
    record Softsign() implements UnitActivation {
        @Override
        public double value(double z) {
            return z / (1 + Math.abs(z));
        }

        @Override
        public double slope(double z) {
            double divisor = 1 + Math.abs(z);
            return 1 / (divisor * divisor);
        }
    }

    /** f(z) = z/6 + 1/2, but at least 0 and at most 1; the derivative at both kinks is 0. */
    record HardSigmoid() implements UnitActivation {
        private static final double KINK = 3;

        @Override
        public double value(double z) {
            return z <= -KINK ? 0 : z >= KINK ? 1 : z / 6 + 0.5;
        }

        @Override
        public double slope(double z) {
            return Math.abs(z) < KINK ? 1.0 / 6 : 0;
        }
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /** ln(1 + e^z) as max(z, 0) + ln(1 + e^-|z|): nothing overflows. */
    private static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }
}
