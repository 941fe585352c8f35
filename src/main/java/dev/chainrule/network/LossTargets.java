package dev.chainrule.network;

import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.web.Faults;
import dev.chainrule.web.Numbers;

/** What a loss asks of its targets. */
public final class LossTargets {

    private static final double SUM_TOLERANCE = 1e-6;

    private LossTargets() {}

    /** Whether every row of finite targets suits {@code loss}. */
    public static boolean takesAll(Loss loss) {
        return switch (loss) {
            case Loss.BinaryCrossEntropy _, Loss.CategoricalCrossEntropy _ -> false;
            case ElementLoss.Poisson _, ElementLoss.Hinge _ -> false;
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> true;
        };
    }

    /**
     * Names what is wrong with the targets of a row.
     *
     * @param targets (outputs)
     * @param pointer of the row
     */
    public static void check(Loss loss, double[] targets, String pointer, Faults faults) {
        switch (loss) {
            case Loss.BinaryCrossEntropy _ ->
                checkValues(targets, 1, "must be from 0 to 1 for binary_cross_entropy", pointer, faults);
            case Loss.CategoricalCrossEntropy _ -> {
                String demand = "must be at least 0 for categorical_cross_entropy";
                checkValues(targets, Double.MAX_VALUE, demand, pointer, faults);
                checkSum(targets, pointer, faults);
            }
            case ElementLoss.Poisson _ ->
                checkValues(targets, Double.MAX_VALUE, "must be at least 0 for poisson", pointer, faults);
            case ElementLoss.Hinge _ -> {
                for (int k = 0; k < targets.length; k++) {
                    if (Math.abs(targets[k]) != 1) {
                        faults.add(pointer + "/" + k, "must be -1 or 1 for hinge, was " + Numbers.text(targets[k]));
                    }
                }
            }
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> {}
        }
    }

    private static void checkValues(double[] targets, double most, String demand, String pointer, Faults faults) {
        for (int k = 0; k < targets.length; k++) {
            if (targets[k] < 0 || targets[k] > most) {
                faults.add(pointer + "/" + k, demand + ", was " + Numbers.text(targets[k]));
            }
        }
    }

    private static void checkSum(double[] targets, String pointer, Faults faults) {
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            faults.add(pointer, "must sum to 1 for categorical_cross_entropy, sums to " + Numbers.text(sum));
        }
    }
}
