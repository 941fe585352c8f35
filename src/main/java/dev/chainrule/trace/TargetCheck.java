package dev.chainrule.trace;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonMatrix;
import dev.chainrule.web.Numbers;

/** What a loss asks of its targets. */
final class TargetCheck {

    private static final double SUM_TOLERANCE = 1e-6;

    private TargetCheck() {}

    /** @param batch whether the targets stand in rows below {@code pointer}, or are the row that stands there */
    static void check(Loss loss, JsonMatrix targets, String pointer, boolean batch, Faults faults) {
        for (int row = 0; row < targets.rows(); row++) {
            String at = batch ? pointer + "/" + row : pointer;
            switch (loss) {
                case Loss.MeanSquaredError(), Loss.HalfSquaredError() -> {}
                case Loss.BinaryCrossEntropy() -> checkValues(targets, row, 1, "binary_cross_entropy", at, faults);
                case Loss.CategoricalCrossEntropy() -> {
                    checkValues(targets, row, Double.MAX_VALUE, "categorical_cross_entropy", at, faults);
                    checkSum(targets, row, at, faults);
                }
            }
        }
    }

    private static void checkValues(
            JsonMatrix targets, int row, double most, String loss, String pointer, Faults faults) {
        for (int column = 0; column < targets.columns(); column++) {
            double value = targets.values()[row * targets.columns() + column];
            if (value < 0 || value > most) {
                String demand = most == 1 ? "must be from 0 to 1" : "must be at least 0";
                faults.add(pointer + "/" + column, demand + " for " + loss + ", was " + Numbers.text(value));
            }
        }
    }

    private static void checkSum(JsonMatrix targets, int row, String pointer, Faults faults) {
        double sum = 0;
        for (int column = 0; column < targets.columns(); column++) {
            sum += targets.values()[row * targets.columns() + column];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            faults.add(pointer, "must sum to 1 for categorical_cross_entropy, sums to " + Numbers.text(sum));
        }
    }
}
