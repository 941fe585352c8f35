package dev.chainrule.engine.train;

import java.util.EnumMap;
import java.util.Map;

/** Sums of the loss, and of those metrics that cost nothing, over the rows seen so far, in row order, in double. */
final class MetricSums {

    /** Number of values of {@link #toArray}. */
    static final int SIZE = 6;

    private final Task task;
    private final TargetUnits units;

    private double loss;
    private double weight;
    private double rows;
    private double correct;
    private double squaredError;
    private double absoluteError;

    MetricSums(Task task, TargetUnits units) {
        this.task = task;
        this.units = units;
    }

    /**
     * @param lossSum sum of the losses of {@code count} rows, each times its weight
     * @param weightSum sum of their weights; metrics count every row alike
     * @param p predictions (count, outputs)
     * @param y targets (count, outputs)
     */
    void add(double lossSum, double weightSum, float[] p, float[] y, int count) {
        int outputs = units.outputs();
        loss += lossSum;
        weight += weightSum;
        rows += count;
        switch (task) {
            case REGRESSION -> {
                for (int k = 0; k < outputs; k++) {
                    addErrors(p, y, count, outputs, k, units.scale()[k]);
                }
            }
            case MULTILABEL_CLASSIFICATION -> addDecisions(p, y, count * outputs);
            case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION -> {
                if (outputs == 1) {
                    addDecisions(p, y, count);
                } else {
                    addClasses(p, y, count, outputs);
                }
            }
        }
    }

    private void addErrors(float[] p, float[] y, int count, int outputs, int k, double scale) {
        double squares = 0;
        double sizes = 0;
        for (int row = 0; row < count; row++) {
            double difference = ((double) p[row * outputs + k] - y[row * outputs + k]) * scale;
            squares += difference * difference;
            sizes += Math.abs(difference);
        }
        squaredError += squares;
        absoluteError += sizes;
    }

    /** Each output decides on its own: yes from 0.5 on. */
    private void addDecisions(float[] p, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            correct += Decisions.isYes(p[i]) == Decisions.isYes(y[i]) ? 1 : 0;
        }
    }

    private void addClasses(float[] p, float[] y, int count, int outputs) {
        for (int row = 0; row < count; row++) {
            correct += Decisions.largest(p, row * outputs, outputs) == Decisions.largest(y, row * outputs, outputs)
                    ? 1
                    : 0;
        }
    }

    /** Mean loss of the rows, by their weights. */
    double meanLoss() {
        return loss / weight;
    }

    Map<Metric, Double> metrics() {
        double values = rows * units.outputs();
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        switch (task) {
            case REGRESSION -> {
                metrics.put(Metric.RMSE, Math.sqrt(squaredError / values));
                metrics.put(Metric.MAE, absoluteError / values);
            }
            case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION -> metrics.put(Metric.ACCURACY, correct / rows);
            case MULTILABEL_CLASSIFICATION -> metrics.put(Metric.ACCURACY, correct / values);
        }
        return metrics;
    }

    void clear() {
        fromArray(new double[SIZE]);
    }

    double[] toArray() {
        return new double[] {loss, weight, rows, correct, squaredError, absoluteError};
    }

    void fromArray(double[] sums) {
        loss = sums[0];
        weight = sums[1];
        rows = sums[2];
        correct = sums[3];
        squaredError = sums[4];
        absoluteError = sums[5];
    }
}
