package dev.chainrule.preparation;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.math.RowEncoding;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a dataset as a network takes them, held once: numbers scaled already, categories as indices. Their features, one-hot
 * or piecewise linear, are made when rows are gathered.
 */
public final class PreparedSamples implements Samples {

    /** 16 MiB. */
    private static final long MOST_WRITTEN = 1 << 22;

    private final FeatureLayout layout;
    private final RowWriter writer;
    private final int rows;
    private final CompactRows cells;
    private final PreparedTargets targets;
    private final Map<String, Long> unknownCategories = new LinkedHashMap<>();
    /** (rows, inputs) all rows as they are gathered, where they take little memory; else empty, and they are written each time. */
    private final float[] written;

    private PreparedSamples(Preprocessor preprocessor, int rows, int outputs) {
        this.layout = new FeatureLayout(preprocessor.inputs());
        this.writer = layout.writer(false);
        this.rows = rows;
        this.cells = new CompactRows(rows, layout.numbers(), layout.levelCounts());
        this.targets = new PreparedTargets(preprocessor.target(), rows, outputs);
        this.written = new float[0];
    }

    /** The same rows written in another way, with other features of the same cells, or targets on another scale; what is large is shared. */
    private PreparedSamples(
            PreparedSamples other, FeatureLayout layout, RowWriter writer, PreparedTargets targets, boolean isKept) {
        this.layout = layout;
        this.writer = writer;
        this.rows = other.rows;
        this.cells = other.cells;
        this.targets = targets;
        this.written = isKept && (long) rows * inputs() <= MOST_WRITTEN ? write() : new float[0];
    }

    private float[] write() {
        float[] all = new float[rows * inputs()];
        for (int row = 0; row < rows; row++) {
            write(row, all, row * inputs());
        }
        return all;
    }

    private void write(int row, float[] x, int at) {
        writer.writeNumbers(cells.numbers(row), cells.numbersAt(row), x, at);
        for (int level = 0, levels = layout.levels(); level < levels; level++) {
            writer.writeLevel(level, cells.level(row, level), x, at);
        }
    }

    /**
     * The same rows for who has chosen other bins.
     *
     * @param preprocessor one that differs in the shapes of numbers alone
     */
    public PreparedSamples withShapes(Preprocessor preprocessor) {
        FeatureLayout other = new FeatureLayout(preprocessor.inputs());
        return new PreparedSamples(this, other, other.writer(false), targets, false);
    }

    /**
     * The same rows as some networks take them: encoded, where that is of use to them.
     *
     * @param networks all of which are fed with what is gathered
     */
    public PreparedSamples forNetworks(List<NetworkSpec> networks) {
        boolean mayEncode = networks.stream().allMatch(Network::takesEncoded);
        return new PreparedSamples(this, layout, layout.writer(mayEncode), targets, true);
    }

    /** The same rows for who has learned another scale of the targets. */
    public PreparedSamples withTarget(TargetEncoding target) {
        return new PreparedSamples(this, layout, writer, targets.as(target), false);
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
            samples.targets.read(row, cursor, columns.targets());
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

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int inputs() {
        return writer.encoding().width();
    }

    @Override
    public RowEncoding encoding() {
        return writer.encoding();
    }

    @Override
    public int outputs() {
        return targets.outputs();
    }

    @Override
    public void gather(int[] order, int from, int to, float[] x, float[] y) {
        int inputs = inputs();
        int outputs = outputs();
        for (int i = from; i < to; i++) {
            int row = order[i];
            int at = (i - from) * inputs;
            if (written.length > 0) {
                System.arraycopy(written, row * inputs, x, at, inputs);
            } else {
                write(row, x, at);
            }
            targets.write(row, y, (i - from) * outputs);
        }
    }

    @Override
    public void gatherTargets(int[] order, int from, int to, float[] y) {
        int outputs = outputs();
        for (int i = from; i < to; i++) {
            targets.write(order[i], y, (i - from) * outputs);
        }
    }

    /**
     * These rows, but for one input, which each row takes from another.
     *
     * @param from (rows) the row whose cells of the input a row takes
     */
    public Samples withInputFrom(int input, int[] from) {
        return new InputFromOtherRows(this, layout.places(writer, input), from);
    }

    @Override
    public double value(int row, int k) {
        return targets.value(row, k);
    }

    /** The class of a row, an index into the labels; -1 where the label is not known. */
    public int classOf(int row) {
        return targets.classOf(row);
    }

    /** Per column, in how many rows the category was not among those of the training rows; such rows have zeros there. */
    public Map<String, Long> unknownCategories() {
        return Collections.unmodifiableMap(unknownCategories);
    }

    /** Labels that the model does not know, and their numbers of rows: none where the model was trained on these rows. */
    public Map<String, Long> unknownLabels() {
        return targets.unknownLabels();
    }
}
