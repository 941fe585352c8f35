package dev.chainrule.training;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.web.Faults;
import dev.chainrule.web.Numbers;
import java.util.List;

/** Whether the targets of a matrix lie where the loss is defined. */
final class TargetCheck {

    private static final double SUM_TOLERANCE = 1e-6;

    private final Loss loss;
    private final DatasetReference dataset;
    private final Faults faults;

    TargetCheck(Loss loss, DatasetReference dataset, Faults faults) {
        this.loss = loss;
        this.dataset = dataset;
        this.faults = faults;
    }

    void check() {
        switch (loss) {
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _ -> {}
            case Loss.BinaryCrossEntropy _ ->
                checkRows((row, targets) -> checkRange(row, targets, 1, "binary_cross_entropy needs 0 to 1"));
            case Loss.CategoricalCrossEntropy _ -> checkRows(this::checkDistribution);
        }
    }

    private interface RowCheck {
        void check(int row, double[] targets);
    }

    private void checkRows(RowCheck check) {
        List<Column> columns = dataset.columns().targets();
        double[] targets = new double[columns.size()];
        RowCursor cursor = dataset.rows().open();
        for (int row = 0; cursor.next(); row++) {
            for (int k = 0; k < targets.length; k++) {
                targets[k] = cursor.number(columns.get(k));
            }
            check.check(row, targets);
        }
    }

    private void checkRange(int row, double[] targets, double max, String demand) {
        for (int k = 0; k < targets.length; k++) {
            if (targets[k] < 0 || targets[k] > max) {
                faults.add("/dataset/targets/" + row + "/" + k, demand + ", was " + Numbers.text(targets[k]));
            }
        }
    }

    private void checkDistribution(int row, double[] targets) {
        checkRange(row, targets, Double.MAX_VALUE, "categorical_cross_entropy needs at least 0");
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            faults.add(
                    "/dataset/targets/" + row,
                    "must sum to 1 for categorical_cross_entropy, sums to " + Numbers.text(sum));
        }
    }
}
