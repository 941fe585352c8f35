package dev.chainrule.preparation;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.Labels;
import dev.chainrule.dataset.Moments;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.preparation.PreprocessingSpec.TargetSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns how the targets are written in numbers: scales from the training rows, classes from all. */
final class TargetLearner {

    private final List<Column> columns;
    private final boolean classification;
    private final TargetSpec spec;
    private final List<Moments> moments;
    /** Indices of the labels, in the order in which they were found. */
    private final Map<String, Integer> labels = new HashMap<>();
    /** (sampled rows, targets) in original units, (sampled rows) classes: for trees. */
    private double[] values = new double[0];

    private int[] classes = new int[0];

    TargetLearner(List<Column> columns, boolean classification, TargetSpec spec) {
        this.columns = columns;
        this.classification = classification;
        this.spec = spec;
        moments = columns.stream().map(column -> new Moments()).toList();
    }

    /** Takes the label of a row, whether it is trained on or not: the classes are what the task is. */
    void seeLabel(RowCursor row) {
        if (classification && !row.isMissing(columns.getFirst())) {
            labels.putIfAbsent(row.category(columns.getFirst()), labels.size());
        }
    }

    void see(RowCursor row) {
        for (int k = 0; !classification && k < columns.size(); k++) {
            moments.get(k).add(row.number(columns.get(k)));
        }
    }

    void startSample(int rows) {
        if (classification) {
            classes = new int[rows];
        } else {
            values = new double[Math.multiplyExact(rows, columns.size())];
        }
    }

    void sample(RowCursor row, int index) {
        if (classes.length > 0) {
            classes[index] = labels.getOrDefault(row.category(columns.getFirst()), 0);
        }
        for (int k = 0; values.length > 0 && k < columns.size(); k++) {
            values[index * columns.size() + k] = row.number(columns.get(k));
        }
    }

    /** What trees predict: the classes, or the standardized values, however the network takes them. */
    TreeTarget endSample() {
        if (classification) {
            return TreeTarget.Classes.of(classes, labels.size());
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = standard(moments.get(i % columns.size())).apply(values[i]);
        }
        return new TreeTarget.Values(values, columns.size());
    }

    static Scale standard(Moments moments) {
        double deviation = moments.standardDeviation();
        return new Scale(moments.mean(), deviation == 0 ? 1 : deviation);
    }

    TargetEncoding finish() {
        if (classification) {
            return new TargetEncoding.Classes(columns.getFirst().name(), Labels.ordered(labels.keySet()));
        }
        return new TargetEncoding.Values(IntStream.range(0, columns.size())
                .mapToObj(k ->
                        new TargetEncoding.Value(columns.get(k).name(), scale(moments.get(k)), range(moments.get(k))))
                .toList());
    }

    private TargetEncoding.@Nullable Range range(Moments of) {
        return spec.clip() ? new TargetEncoding.Range(of.min(), of.max()) : null;
    }

    private Scale scale(Moments of) {
        return switch (spec.scaling()) {
            case STANDARDIZE -> standard(of);
            case NONE -> Scale.NONE;
        };
    }
}
