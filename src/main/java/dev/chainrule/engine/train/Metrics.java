package dev.chainrule.engine.train;

import java.util.Map;

/**
 * All metrics of predictions, from those of every row. It is reused: arrays are sized for the largest set of rows seen. Sums run in
 * row order, in double. Used by one thread.
 */
public abstract sealed class Metrics permits ClassificationMetrics, MultilabelMetrics, RegressionMetrics {

    static Metrics of(Task task, TargetUnits units) {
        int outputs = units.outputs();
        return switch (task) {
            case REGRESSION -> new RegressionMetrics(units);
            case MULTILABEL_CLASSIFICATION -> new MultilabelMetrics(outputs);
            case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION -> new ClassificationMetrics(outputs);
        };
    }

    /** Forgets what was added, and makes room. */
    abstract void start(int rows);

    /**
     * Adds the rows {@code from} to {@code to - 1} of a set.
     *
     * @param p predictions (to - from, outputs)
     * @param y prepared targets (to - from, outputs)
     */
    abstract void add(RowSet set, int from, int to, float[] p, float[] y);

    /** Those that are defined for the task, in the order of {@link Metric}; NaN where the rows leave one undefined. */
    public abstract Map<Metric, Double> values();

    /**
     * The same metrics of the best that can be said without looking at features: for each of the rows the class shares, and so the most
     * frequent class, or the mean of each target, of these very rows.
     */
    public abstract Map<Metric, Double> baseline();
}
