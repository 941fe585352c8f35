package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** The losses and their derivatives, for one row of K outputs: z weighted sums, p predictions, y targets. */
final class LossMath {

    private LossMath() {}

    /** The row's share of the batch's loss before the mean over the rows: the loss of N rows is the sum of theirs, divided by N. */
    static double ofRow(Loss loss, double[] z, double[] p, double[] y) {
        int outputs = y.length;
        return switch (loss) {
            case Loss.MeanSquaredError() -> sum(outputs, k -> (p[k] - y[k]) * (p[k] - y[k])) / outputs;
            case Loss.HalfSquaredError() -> sum(outputs, k -> (p[k] - y[k]) * (p[k] - y[k])) / 2;
            // -(y ln p + (1 - y) ln(1 - p)) = ln(1 + e^z) - y z, as ln p = z - ln(1 + e^z) and ln(1 - p) = -ln(1 + e^z)
            case Loss.BinaryCrossEntropy(double a, boolean _) ->
                sum(outputs, k -> UnitMath.softplus(z[k]) - smooth(y[k], a, 2) * z[k]) / outputs;
            case Loss.CategoricalCrossEntropy(double a) -> {
                // -sum_k y_k ln p_k with ln p_k = (z_k - m) - ln sum_j e^(z_j - m), m the largest z: nothing overflows
                double max = ActivationMath.max(z);
                double logSum = StrictMath.log(sum(outputs, j -> StrictMath.exp(z[j] - max)));
                yield sum(outputs, k -> crossEntropy(smooth(y[k], a, outputs), logSum - (z[k] - max)));
            }
            case ElementLoss element -> sum(outputs, k -> ofElement(element, p[k], y[k])) / outputs;
        };
    }

    /**
     * dLoss/dz of the last layer for one row whose loss has the given share in the batch's, 1/N or u/sum(u): through the prediction by the chain rule, except for the cross
     * entropies, where loss and activation together have the derivative p - y.
     *
     * @return (K)
     */
    static double[] delta(Loss loss, Activation activation, double[] z, double[] p, double[] y, double share) {
        int outputs = y.length;
        return switch (loss) {
            case Loss.MeanSquaredError() ->
                ActivationMath.backward(activation, z, p, scaledError(p, y, 2.0 * share / outputs));
            case Loss.HalfSquaredError() -> ActivationMath.backward(activation, z, p, scaledError(p, y, share));
            case Loss.BinaryCrossEntropy(double a, boolean _) -> scaledError(p, smooth(y, a, 2), share / outputs);
            case Loss.CategoricalCrossEntropy(double a) -> scaledError(p, smooth(y, a, outputs), share);
            case ElementLoss element -> {
                double[] byPrediction = new double[outputs];
                for (int k = 0; k < outputs; k++) {
                    byPrediction[k] = slopeOfElement(element, p[k], y[k]) * share / outputs;
                }
                yield ActivationMath.backward(activation, z, p, byPrediction);
            }
        };
    }

    /** (p - y) * scale. */
    private static double[] scaledError(double[] p, double[] y, double scale) {
        double[] error = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            error[k] = (p[k] - y[k]) * scale;
        }
        return error;
    }

    /** A target after label smoothing a among {@code classes}: (1-a) y + a/classes. */
    private static double smooth(double y, double a, int classes) {
        return (1 - a) * y + a / classes;
    }

    private static double[] smooth(double[] y, double a, int classes) {
        return Arrays.stream(y).map(target -> smooth(target, a, classes)).toArray();
    }

    /** -y ln p, given -ln p; 0 where y is 0. */
    private static double crossEntropy(double y, double minusLogarithm) {
        return y == 0 ? 0 : y * minusLogarithm;
    }

    private static double ofElement(ElementLoss loss, double p, double y) {
        double size = Math.abs(p - y);
        return switch (loss) {
            case ElementLoss.MeanAbsoluteError() -> size;
            case ElementLoss.LogCosh() -> logCosh(size);
            case ElementLoss.Huber(double delta) -> size <= delta ? size * size / 2 : delta * (size - delta / 2);
            case ElementLoss.Poisson() -> p - y * StrictMath.log(Math.max(p, 1e-8));
            case ElementLoss.Hinge() -> Math.max(0, 1 - y * p);
        };
    }

    /** ln((e^d + e^-d) / 2) for d >= 0; where d is small as -1/2 ln(1 - tanh^2 d), which loses nothing. */
    private static double logCosh(double d) {
        double tanh = StrictMath.tanh(d);
        return d < 1
                ? -StrictMath.log1p(-tanh * tanh) / 2
                : d + StrictMath.log1p(StrictMath.exp(-2 * d)) - StrictMath.log(2);
    }

    private static double slopeOfElement(ElementLoss loss, double p, double y) {
        return switch (loss) {
            case ElementLoss.MeanAbsoluteError() -> Math.signum(p - y);
            case ElementLoss.LogCosh() -> StrictMath.tanh(p - y);
            case ElementLoss.Huber(double delta) -> Math.abs(p - y) <= delta ? p - y : delta * Math.signum(p - y);
            case ElementLoss.Poisson() -> p > 1e-8 ? 1 - y / p : 1;
            case ElementLoss.Hinge() -> y * p < 1 ? -y : 0;
        };
    }

    /** f(0) + f(1) + ... + f(n - 1), in this order. */
    private static double sum(int n, IntToDoubleFunction f) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += f.applyAsDouble(i);
        }
        return sum;
    }
}
