package dev.chainrule.preparation;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.RowCursor;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The targets of the rows of a dataset: values in original units, or indices of classes. */
final class PreparedTargets {

    private final int outputs;
    /** (rows, outputs) in original units, NaN where a target is missing; (0) for classes */
    private final double[] values;
    /** (rows) indices of labels, -1 where the label is not known or missing; (0) for values */
    private final int[] classes;

    private final List<Scale> scales;
    private final Map<String, Integer> labelIndices = new HashMap<>();
    private final Map<String, Long> unknownLabels = new LinkedHashMap<>();

    /** @param outputs as many as there are targets or classes; for two classes it may be 1, then y is the index */
    PreparedTargets(TargetEncoding target, int rows, int outputs) {
        this.outputs = outputs;
        switch (target) {
            case TargetEncoding.Values(List<TargetEncoding.Value> targets) -> {
                if (targets.size() != outputs) {
                    throw new IllegalArgumentException(
                            "outputs and targets differ: " + outputs + " != " + targets.size());
                }
                scales = targets.stream().map(TargetEncoding.Value::scale).toList();
                values = new double[Math.multiplyExact(rows, outputs)];
                classes = new int[0];
            }
            case TargetEncoding.Classes(String _, List<String> labels) -> {
                if (outputs != labels.size() && (outputs != 1 || labels.size() > 2)) {
                    throw new IllegalArgumentException(
                            "outputs and classes differ: " + outputs + " != " + labels.size());
                }
                scales = List.of();
                values = new double[0];
                classes = new int[rows];
                labels.forEach(label -> labelIndices.put(label, labelIndices.size()));
            }
        }
    }

    /** The same targets on another scale; what is large is shared. */
    private PreparedTargets(PreparedTargets other, List<Scale> scales) {
        this.outputs = other.outputs;
        this.values = other.values;
        this.classes = other.classes;
        this.scales = scales;
    }

    PreparedTargets as(TargetEncoding target) {
        return switch (target) {
            case TargetEncoding.Values(List<TargetEncoding.Value> targets) ->
                new PreparedTargets(
                        this, targets.stream().map(TargetEncoding.Value::scale).toList());
            case TargetEncoding.Classes _ -> this;
        };
    }

    /** Reads the targets of the row that the cursor is at. */
    void read(int row, RowCursor cursor, List<Column> targets) {
        if (classes.length > 0) {
            readClass(row, cursor, targets.getFirst());
            return;
        }
        for (int k = 0; k < outputs; k++) {
            Column target = targets.get(k);
            values[row * outputs + k] = cursor.isMissing(target) ? Double.NaN : cursor.number(target);
        }
    }

    private void readClass(int row, RowCursor cursor, Column target) {
        if (cursor.isMissing(target)) {
            classes[row] = -1;
            return;
        }
        String label = cursor.category(target);
        Integer found = labelIndices.get(cursor.text(target));
        classes[row] = found == null ? labelIndices.getOrDefault(label, -1) : found;
        if (classes[row] < 0) {
            unknownLabels.merge(label, 1L, Long::sum);
        }
    }

    int outputs() {
        return outputs;
    }

    /** Writes the targets of a row to y, from {@code at} on. */
    void write(int row, float[] y, int at) {
        if (classes.length == 0) {
            for (int k = 0; k < outputs; k++) {
                y[at + k] = scales.get(k).cell(values[row * outputs + k]);
            }
        } else if (outputs == 1) {
            y[at] = Math.max(classes[row], 0);
        } else {
            Arrays.fill(y, at, at + outputs, 0);
            if (classes[row] >= 0) {
                y[at + classes[row]] = 1;
            }
        }
    }

    double value(int row, int k) {
        return values[row * outputs + k];
    }

    int classOf(int row) {
        return classes[row];
    }

    Map<String, Long> unknownLabels() {
        return Collections.unmodifiableMap(unknownLabels);
    }
}
