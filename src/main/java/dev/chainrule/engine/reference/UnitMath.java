package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.UnitActivation;

/** Value and derivative of the activations that look at one weighted sum. */
public final class UnitMath {

    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    private UnitMath() {}

    /** f(z). */
    static double value(UnitActivation activation, double z) {
        return switch (activation) {
            case UnitActivation.LeakyRelu(double slope) -> z > 0 ? z : slope * z;
            case UnitActivation.Elu(double alpha) -> elu(alpha, z);
            case UnitActivation.Selu() -> SELU_SCALE * elu(SELU_ALPHA, z);
            case UnitActivation.Gelu() -> z * normal(z);
            case UnitActivation.Silu() -> z * sigmoid(z);
            case UnitActivation.Mish() -> z * StrictMath.tanh(softplus(z));
            case UnitActivation.Softplus() -> softplus(z);
            case UnitActivation.Softsign() -> z / (1 + Math.abs(z));
            case UnitActivation.HardSigmoid() -> Math.min(Math.max(z / 6 + 0.5, 0), 1);
        };
    }

    /** f'(z), by the product and chain rules from {@link #value}. */
    public static double slope(UnitActivation activation, double z) {
        return switch (activation) {
            case UnitActivation.LeakyRelu(double slope) -> z > 0 ? 1 : slope;
            case UnitActivation.Elu(double alpha) -> eluSlope(alpha, z);
            case UnitActivation.Selu() -> SELU_SCALE * eluSlope(SELU_ALPHA, z);
            case UnitActivation.Gelu() -> normal(z) + z * StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
            case UnitActivation.Silu() -> sigmoid(z) + z * sigmoid(z) * sigmoid(-z);
            case UnitActivation.Mish() -> {
                // tanh' is 1/cosh^2
                double cosh = StrictMath.cosh(softplus(z));
                yield StrictMath.tanh(softplus(z)) + z * sigmoid(z) / (cosh * cosh);
            }
            case UnitActivation.Softplus() -> sigmoid(z);
            case UnitActivation.Softsign() -> StrictMath.pow(1 + Math.abs(z), -2);
            case UnitActivation.HardSigmoid() -> z > -3 && z < 3 ? 1.0 / 6 : 0;
        };
    }

    private static double elu(double alpha, double z) {
        return z > 0 ? z : alpha * (StrictMath.exp(z) - 1);
    }

    private static double eluSlope(double alpha, double z) {
        return z > 0 ? 1 : alpha * StrictMath.exp(z);
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /** ln(1 + e^z), as max(z, 0) + ln(1 + e^-|z|): e is never raised to a positive number. */
    static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /** The distribution function of the standard normal: 1/2 erfc(-z / sqrt 2). */
    private static double normal(double z) {
        return erfc(-z / StrictMath.sqrt(2)) / 2;
    }

    /** 1 - erf(x), with an error of about 1e-14. */
    static double erfc(double x) {
        if (x < 0) {
            return 2 - erfc(-x);
        }
        return x < 2 ? 1 - seriesOfErf(x) : fractionOfErfc(x);
    }

    /** Abramowitz and Stegun, 7.1.5: 2/sqrt(pi) sum_n (-1)^n x^(2n+1) / (n! (2n+1)). */
    private static double seriesOfErf(double x) {
        double power = x;
        double sum = 0;
        for (int n = 0; Math.abs(power) > 1e-18; n++) {
            sum += power / (2 * n + 1);
            power *= -x * x / (n + 1);
        }
        return 2 / StrictMath.sqrt(Math.PI) * sum;
    }

    /** Abramowitz and Stegun, 7.1.14: e^(-x^2)/sqrt(pi) times 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))). */
    private static double fractionOfErfc(double x) {
        double fraction = x;
        for (int n = 100; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return StrictMath.exp(-x * x) / StrictMath.sqrt(Math.PI) / fraction;
    }
}
