package dev.chainrule.preparation;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.engine.data.Samples;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a dataset as a network takes them, held once: numbers scaled already, categories as indices. Their features, one-hot
 * or piecewise linear, are made when rows are gathered.
 */
public final class PreparedSamples implements Samples {

    private final FeatureLayout layout;
    private final int rows;
    private final int outputs;
    private final CompactRows cells;
    /** (rows, outputs) in original units, NaN where a target is missing; (0) for classes */
    private final double[] values;
    /** (rows) indices of labels, -1 where the label is not known or missing; (0) for values */
    private final int[] classes;

    private final List<Scale> scales;
    private final Map<String, Integer> labelIndices = new HashMap<>();
    private final Map<String, Long> unknownCategories = new LinkedHashMap<>();
    private final Map<String, Long> unknownLabels = new LinkedHashMap<>();

    private PreparedSamples(Preprocessor preprocessor, int rows, int outputs) {
        layout = new FeatureLayout(preprocessor.inputs());
        this.rows = rows;
        this.outputs = outputs;
        cells = new CompactRows(rows, layout.numbers(), layout.levelCounts());
        switch (preprocessor.target()) {
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

    /** The same rows with other features of the same cells, or targets on another scale; what is large is shared. */
    private PreparedSamples(PreparedSamples other, FeatureLayout layout, List<Scale> scales) {
        this.layout = layout;
        this.rows = other.rows;
        this.outputs = other.outputs;
        this.cells = other.cells;
        this.values = other.values;
        this.classes = other.classes;
        this.scales = scales;
    }

    /**
     * The same rows for who has chosen other bins.
     *
     * @param preprocessor one that differs in the shapes of numbers alone
     */
    public PreparedSamples withShapes(Preprocessor preprocessor) {
        return new PreparedSamples(this, new FeatureLayout(preprocessor.inputs()), scales);
    }

    /** The same rows for who has learned another scale of the targets. */
    public PreparedSamples withTarget(TargetEncoding target) {
        return switch (target) {
            case TargetEncoding.Values(List<TargetEncoding.Value> targets) ->
                new PreparedSamples(
                        this,
                        layout,
                        targets.stream().map(TargetEncoding.Value::scale).toList());
            case TargetEncoding.Classes _ -> this;
        };
    }

    /** (rows) the scaled numbers in the given place of the cells. */
    float[] cells(int number) {
        float[] u = new float[rows];
        for (int row = 0; row < rows; row++) {
            u[row] = cells.numbers(row)[cells.numbersAt(row) + number];
        }
        return u;
    }

    /**
     * Prepares all rows of a dataset.
     *
     * @param columns the columns that are the preprocessor's inputs and targets, in its order
     * @param outputs the width of y: as many as there are targets or classes; for two classes it may be 1, then y is the index
     * @throws ArithmeticException if there are more target values than an array can hold
     */
    public static PreparedSamples of(Preprocessor preprocessor, DatasetRows rows, ChosenColumns columns, int outputs) {
        PreparedSamples samples = new PreparedSamples(preprocessor, rows.count(), outputs);
        float[] numbers = new float[samples.layout.numbers()];
        int[] levels = new int[samples.layout.levelCounts().length];
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            samples.readFeatures(cursor, columns.features(), numbers, levels);
            samples.cells.set(row, numbers, levels);
            switch (preprocessor.target()) {
                case TargetEncoding.Values _ -> samples.readValues(row, cursor, columns.targets());
                case TargetEncoding.Classes _ ->
                    samples.readClass(row, cursor, columns.targets().getFirst());
            }
        }
        return samples;
    }

    private void readFeatures(RowCursor cursor, List<Column> columns, float[] numbers, int[] levels) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean missing = cursor.isMissing(column);
            switch (layout.input(i).type()) {
                case NUMERIC, DATE, BOOLEAN ->
                    layout.putNumber(i, missing ? Double.NaN : cursor.number(column), numbers, levels);
                case CATEGORICAL, TEXT -> {
                    String text = missing ? null : cursor.text(column);
                    String canonical = missing ? null : cursor.category(column);
                    if (!layout.putCategory(i, text, canonical, levels)) {
                        unknownCategories.merge(column.name(), 1L, Long::sum);
                    }
                }
            }
        }
    }

    private void readValues(int row, RowCursor cursor, List<Column> targets) {
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

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int inputs() {
        return layout.features();
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void gather(int[] order, int from, int to, float[] x, float[] y) {
        int inputs = layout.features();
        for (int i = from; i < to; i++) {
            int row = order[i];
            layout.write(cells, row, x, (i - from) * inputs);
            writeTargets(row, y, (i - from) * outputs);
        }
    }

    /**
     * These rows, but for one input, which each row takes from another.
     *
     * @param from (rows) the row whose cells of the input a row takes
     */
    public Samples withInputFrom(int input, int[] from) {
        return new InputFromOtherRows(this, layout.firstFeature(input), layout.width(input), from);
    }

    private void writeTargets(int row, float[] y, int at) {
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

    @Override
    public double value(int row, int k) {
        return values[row * outputs + k];
    }

    /** The class of a row, an index into the labels; -1 where the label is not known. */
    public int classOf(int row) {
        return classes[row];
    }

    /** Per column, in how many rows the category was not among those of the training rows; such rows have zeros there. */
    public Map<String, Long> unknownCategories() {
        return Collections.unmodifiableMap(unknownCategories);
    }

    /** Labels that the model does not know, and their numbers of rows: none where the model was trained on these rows. */
    public Map<String, Long> unknownLabels() {
        return Collections.unmodifiableMap(unknownLabels);
    }
}
