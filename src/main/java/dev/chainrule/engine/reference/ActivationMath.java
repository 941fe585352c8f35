package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.UnitActivation;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The activation functions and their derivatives, for one row of K units. */
final class ActivationMath {

    private ActivationMath() {}

    /** a = f(z): {@code z (K)} to (K). */
    static double[] forward(Activation activation, double[] z) {
        return switch (activation) {
            case Activation.Linear() -> z.clone();
            case Activation.Relu() -> map(z, x -> x > 0 || Double.isNaN(x) ? x : 0);
            case Activation.Tanh() -> map(z, StrictMath::tanh);
            case Activation.Sigmoid() -> map(z, x -> 1 / (1 + StrictMath.exp(-x)));
            case Activation.Softmax() -> softmax(z);
            case UnitActivation unit -> map(z, x -> UnitMath.value(unit, x));
        };
    }

    /**
     * The chain rule through a = f(z): dLoss/dz_k = sum_j dLoss/da_j da_j/dz_k, which for an activation that works unit by unit is
     * dLoss/da_k f'(z_k).
     *
     * @param z (K) weighted sums
     * @param a (K) activations, f(z)
     * @param byActivation (K) dLoss/da
     * @return (K) dLoss/dz
     */
    static double[] backward(Activation activation, double[] z, double[] a, double[] byActivation) {
        return switch (activation) {
            case Activation.Linear() -> byActivation.clone();
            case Activation.Relu() -> times(byActivation, map(z, x -> x > 0 ? 1 : 0));
            case Activation.Tanh() -> times(byActivation, map(a, x -> 1 - x * x));
            case Activation.Sigmoid() -> times(byActivation, map(a, x -> x * (1 - x)));
            case Activation.Softmax() -> throughSoftmax(a, byActivation);
            case UnitActivation unit -> times(byActivation, map(z, x -> UnitMath.slope(unit, x)));
        };
    }

    /**
     * The Jacobian of softmax is da_j/dz_k = a_j (1[j = k] - a_k), so that
     * dLoss/dz_k = dLoss/da_k a_k - a_k sum_j dLoss/da_j a_j.
     */
    private static double[] throughSoftmax(double[] a, double[] byActivation) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += byActivation[j] * a[j];
        }
        double offDiagonal = sum;
        return times(a, map(byActivation, g -> g - offDiagonal));
    }

    private static double[] times(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(k -> left[k] * right[k])
                .toArray();
    }

    /** e^z_k / sum_j e^z_j, numerator and denominator divided by e^m with m the largest z, so that nothing overflows. */
    private static double[] softmax(double[] z) {
        double max = max(z);
        double[] exponentials = map(z, x -> StrictMath.exp(x - max));
        double sum = 0;
        for (double exponential : exponentials) {
            sum += exponential;
        }
        double total = sum;
        return map(exponentials, x -> x / total);
    }

    static double max(double[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static double[] map(double[] values, DoubleUnaryOperator f) {
        return IntStream.range(0, values.length)
                .mapToDouble(k -> f.applyAsDouble(values[k]))
                .toArray();
    }
}
