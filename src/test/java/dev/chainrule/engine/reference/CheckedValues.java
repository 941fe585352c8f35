package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Where a derivative can be checked by differences: away from kinks, and within what a loss allows. */
final class CheckedValues {

    static final double CLEAR = 6e-3;

    private CheckedValues() {}

    /** Whether no weighted sum is near a kink of an activation. */
    static boolean isClear(double[][] sums) {
        return Arrays.stream(sums)
                .flatMapToDouble(Arrays::stream)
                .allMatch(z -> Math.abs(z) > CLEAR && Math.abs(Math.abs(z) - 3) > CLEAR);
    }

    /** Whether no prediction is near a kink of the loss. */
    static boolean isClear(Loss loss, double[][] p, double[][] y) {
        for (int row = 0; row < p.length; row++) {
            for (int k = 0; k < p[row].length; k++) {
                double fromKink = switch (loss) {
                    case ElementLoss.MeanAbsoluteError() -> p[row][k] - y[row][k];
                    case ElementLoss.Huber(double delta) -> Math.abs(p[row][k] - y[row][k]) - delta;
                    case ElementLoss.Hinge() -> 1 - y[row][k] * p[row][k];
                    // its third derivative grows as p^-3, too fast for h near 0
                    case ElementLoss.Poisson() -> p[row][k] == 0 || p[row][k] > 0.2 ? 1 : 0;
                    case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss.LogCosh _ -> 1;
                    case Loss.BinaryCrossEntropy _, Loss.CategoricalCrossEntropy _ -> 1;
                };
                if (Math.abs(fromKink) < CLEAR) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Turns values in (-1, 1) into targets that the loss allows. */
    static double[][] targets(Loss loss, double[][] values) {
        return switch (loss) {
            case ElementLoss.Poisson _ -> map(values, v -> 2 * (v + 1));
            case ElementLoss.Hinge _ -> map(values, Math::signum);
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> values;
            case Loss.BinaryCrossEntropy _ -> map(values, v -> (v + 1) / 2);
            case Loss.CategoricalCrossEntropy _ ->
                Arrays.stream(values)
                        .map(row -> {
                            double sum = Arrays.stream(row).map(v -> v + 1).sum();
                            return Arrays.stream(row).map(v -> (v + 1) / sum).toArray();
                        })
                        .toArray(double[][]::new);
        };
    }

    private static double[][] map(double[][] values, DoubleUnaryOperator f) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(f).toArray())
                .toArray(double[][]::new);
    }
}
