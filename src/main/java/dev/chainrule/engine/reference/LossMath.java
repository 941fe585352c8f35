package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Loss;
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
            case Loss.BinaryCrossEntropy() -> sum(outputs, k -> softplus(z[k]) - y[k] * z[k]) / outputs;
            case Loss.CategoricalCrossEntropy() -> {
                // -sum_k y_k ln p_k with ln p_k = (z_k - m) - ln sum_j e^(z_j - m), m the largest z: nothing overflows
                double max = ActivationMath.max(z);
                double logSum = StrictMath.log(sum(outputs, j -> StrictMath.exp(z[j] - max)));
                yield sum(outputs, k -> y[k] == 0 ? 0 : y[k] * (logSum - (z[k] - max)));
            }
        };
    }

    /**
     * dLoss/dz of the last layer for one row of a batch of {@code rows}: through the prediction by the chain rule, except for the cross
     * entropies, where loss and activation together have the derivative p - y.
     *
     * @return (K)
     */
    static double[] delta(Loss loss, Activation activation, double[] z, double[] p, double[] y, int rows) {
        int outputs = y.length;
        return switch (loss) {
            case Loss.MeanSquaredError() ->
                ActivationMath.backward(activation, z, p, scaledError(p, y, 2.0 / rows / outputs));
            case Loss.HalfSquaredError() -> ActivationMath.backward(activation, z, p, scaledError(p, y, 1.0 / rows));
            case Loss.BinaryCrossEntropy() -> scaledError(p, y, 1.0 / rows / outputs);
            case Loss.CategoricalCrossEntropy() -> scaledError(p, y, 1.0 / rows);
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

    /** ln(1 + e^z), as max(z, 0) + ln(1 + e^-|z|): e is never raised to a positive number. */
    private static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
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
