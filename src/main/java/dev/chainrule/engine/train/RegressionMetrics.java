package dev.chainrule.engine.train;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The metrics of a regression, in original units. */
public final class RegressionMetrics extends Metrics {

    private final TargetUnits units;
    private final int targets;
    /** (targets, rows): the values of a target lie side by side. */
    private double[] actual = new double[0];

    private double[] predicted = new double[0];
    private double[] errors = new double[0];
    private int rows;
    private int added;

    RegressionMetrics(TargetUnits units) {
        this.units = units;
        this.targets = units.outputs();
    }

    @Override
    void start(int count) {
        rows = count;
        added = 0;
        int size = Math.multiplyExact(count, targets);
        if (actual.length < size) {
            actual = new double[size];
            predicted = new double[size];
        }
        if (errors.length < count) {
            errors = new double[count];
        }
    }

    /** Takes the actual values from the samples: prepared ones have been rounded, and would not be 0 where they were. */
    @Override
    void add(RowSet set, int from, int to, float[] p, float[] y) {
        for (int i = 0; i < to - from; i++) {
            for (int k = 0; k < targets; k++) {
                double prediction = p[i * targets + k] * units.scale()[k] + units.center()[k];
                put(k, set.samples().value(set.rows()[from + i], k), prediction);
            }
            added++;
        }
    }

    private void put(int k, double value, double prediction) {
        actual[k * rows + added] = value;
        predicted[k * rows + added] = prediction;
    }

    /** Adds a row: actual and predicted values (targets). */
    void add(double[] values, double[] predictions) {
        for (int k = 0; k < targets; k++) {
            put(k, values[k], predictions[k]);
        }
        added++;
    }

    @Override
    public Map<Metric, Double> values() {
        double squared = 0;
        double absolute = 0;
        double relative = 0;
        double r2 = 0;
        int varying = 0;
        double medians = 0;
        for (int k = 0; k < targets; k++) {
            double squaredOfTarget = 0;
            for (int row = 0; row < rows; row++) {
                double value = actual[k * rows + row];
                double error = Math.abs(predicted[k * rows + row] - value);
                errors[row] = error;
                squaredOfTarget += error * error;
                absolute += error;
                relative += value == 0 ? Double.NaN : error / Math.abs(value);
            }
            squared += squaredOfTarget;
            if (!isConstant(k)) {
                r2 += 1 - squaredOfTarget / squaredDeviation(k);
                varying++;
            }
            medians += median();
        }
        double count = (double) rows * targets;
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.MSE, squared / count);
        values.put(Metric.RMSE, Math.sqrt(squared / count));
        values.put(Metric.MAE, absolute / count);
        values.put(Metric.MAPE, relative / count);
        values.put(Metric.R2, r2 / varying);
        values.put(Metric.MEDIAN_ABSOLUTE_ERROR, medians / targets);
        return values;
    }

    /** Asked of the values themselves: of a constant the deviations from its mean need not be 0, after rounding. */
    private boolean isConstant(int k) {
        for (int row = 1; row < rows; row++) {
            if (actual[k * rows + row] != actual[k * rows]) {
                return false;
            }
        }
        return true;
    }

    private double squaredDeviation(int k) {
        double mean = mean(k);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double deviation = actual[k * rows + row] - mean;
            sum += deviation * deviation;
        }
        return sum;
    }

    private double mean(int k) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += actual[k * rows + row];
        }
        return sum / rows;
    }

    /** Of an even number the mean of the two in the middle. */
    private double median() {
        Arrays.sort(errors, 0, rows);
        return (errors[(rows - 1) / 2] + errors[rows / 2]) / 2;
    }

    /** The mean of each target for every row. */
    @Override
    public Map<Metric, Double> baseline() {
        RegressionMetrics constant = new RegressionMetrics(units);
        constant.start(rows);
        for (int k = 0; k < targets; k++) {
            System.arraycopy(actual, k * rows, constant.actual, k * rows, rows);
            Arrays.fill(constant.predicted, k * rows, (k + 1) * rows, mean(k));
        }
        return constant.values();
    }
}
