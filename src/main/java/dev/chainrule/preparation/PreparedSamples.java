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
 * The rows of a dataset as a network takes them, held once: numbers scaled already, categories as indices that become one-hot when
 * rows are gathered.
 */
public final class PreparedSamples implements Samples {

    private final FeatureLayout layout;
    private final int rows;
    private final int outputs;
    /** (rows, layout.numbers()) */
    private final float[] numbers;
    /** (rows, layout.categories()), -1 where the category is not known */
    private final int[] categories;
    /** (rows, outputs) in original units; (0) for classes */
    private final double[] values;
    /** (rows) indices of labels, -1 where the label is not known; (0) for values */
    private final int[] classes;

    private final List<Transform.Scale> scales;
    private final Map<String, Integer> labelIndices = new HashMap<>();
    private final Map<String, Long> unknownCategories = new LinkedHashMap<>();
    private final Map<String, Long> unknownLabels = new LinkedHashMap<>();

    private PreparedSamples(Preprocessor preprocessor, int rows, int outputs) {
        layout = new FeatureLayout(preprocessor.inputs());
        this.rows = rows;
        this.outputs = outputs;
        numbers = new float[Math.multiplyExact(rows, layout.numbers())];
        categories = new int[Math.multiplyExact(rows, layout.categories())];
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

    /**
     * Prepares all rows of a dataset.
     *
     * @param columns the columns that are the preprocessor's inputs and targets, in its order
     * @param outputs the width of y: as many as there are targets or classes; for two classes it may be 1, then y is the index
     * @throws ArithmeticException if there are more numbers than an array can hold
     */
    public static PreparedSamples of(Preprocessor preprocessor, DatasetRows rows, ChosenColumns columns, int outputs) {
        PreparedSamples samples = new PreparedSamples(preprocessor, rows.count(), outputs);
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            samples.readFeatures(row, cursor, columns.features());
            switch (preprocessor.target()) {
                case TargetEncoding.Values _ -> samples.readValues(row, cursor, columns.targets());
                case TargetEncoding.Classes _ ->
                    samples.readClass(row, cursor, columns.targets().getFirst());
            }
        }
        return samples;
    }

    private void readFeatures(int row, RowCursor cursor, List<Column> columns) {
        int number = row * layout.numbers();
        int category = row * layout.categories();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            switch (layout.input(i).transform()) {
                case Transform.Scale scale -> numbers[number++] = (float) scale.apply(cursor.number(column));
                case Transform.Flag _ -> numbers[number++] = (float) cursor.number(column);
                case Transform.OneHot _ -> {
                    int index = layout.category(i, cursor.text(column), cursor.category(column));
                    if (index < 0) {
                        unknownCategories.merge(column.name(), 1L, Long::sum);
                    }
                    categories[category++] = index;
                }
            }
        }
    }

    private void readValues(int row, RowCursor cursor, List<Column> targets) {
        for (int k = 0; k < outputs; k++) {
            values[row * outputs + k] = cursor.number(targets.get(k));
        }
    }

    private void readClass(int row, RowCursor cursor, Column target) {
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
            layout.write(
                    numbers, row * layout.numbers(), categories, row * layout.categories(), x, (i - from) * inputs);
            writeTargets(row, y, (i - from) * outputs);
        }
    }

    private void writeTargets(int row, float[] y, int at) {
        if (classes.length == 0) {
            for (int k = 0; k < outputs; k++) {
                y[at + k] = (float) scales.get(k).apply(values[row * outputs + k]);
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
