package dev.chainrule.engine.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The metrics of several independent labels, each of which a row has or has not: means over the labels, of those metrics that say
 * something about a single one.
 */
public final class MultilabelMetrics extends Metrics {

    private final List<ClassificationMetrics> labels;

    MultilabelMetrics(int outputs) {
        labels = Stream.generate(() -> new ClassificationMetrics(1))
                .limit(outputs)
                .toList();
    }

    /** Of each label, in how many rows it is not (0) and is (1). */
    public List<ClassCounts> counts() {
        return labels.stream().map(ClassificationMetrics::counts).toList();
    }

    @Override
    void start(int rows) {
        labels.forEach(label -> label.start(rows));
    }

    @Override
    void add(RowSet set, int from, int to, float[] p, float[] y) {
        int outputs = labels.size();
        for (int i = 0; i < (to - from) * outputs; i++) {
            labels.get(i % outputs).addDecision(p[i], Decisions.isYes(y[i]));
        }
    }

    @Override
    public Map<Metric, Double> values() {
        return means(labels);
    }

    /** For every row the share of the rows that have a label as its probability. */
    @Override
    public Map<Metric, Double> baseline() {
        return means(labels.stream().map(ClassificationMetrics::constant).toList());
    }

    private static Map<Metric, Double> means(List<ClassificationMetrics> labels) {
        Map<Metric, List<Double>> ofLabels = new EnumMap<>(Metric.class);
        for (ClassificationMetrics label : labels) {
            ofYes(label)
                    .forEach((metric, value) -> ofLabels.computeIfAbsent(metric, any -> new ArrayList<>())
                            .add(value));
        }
        Map<Metric, Double> means = new EnumMap<>(Metric.class);
        ofLabels.forEach((metric, values) -> means.put(metric, mean(values, metric == Metric.ROC_AUC)));
        return means;
    }

    /** @param ofDefined whether labels are left out for which it is undefined: the ROC AUC where all rows are of one kind */
    private static double mean(List<Double> values, boolean ofDefined) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!ofDefined || !Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    private static Map<Metric, Double> ofYes(ClassificationMetrics label) {
        Map<Metric, Double> values = label.values();
        ClassCounts counts = label.counts();
        values.remove(Metric.BALANCED_ACCURACY);
        values.put(Metric.MACRO_PRECISION, counts.precision(1));
        values.put(Metric.MACRO_RECALL, counts.recall(1));
        values.put(Metric.MACRO_F1, counts.f1(1));
        return values;
    }
}
