package dev.chainrule.preparation;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.ColumnType;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.Schema;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was learned about the columns of a dataset: enough to prepare raw rows, and to read a network's outputs.
 *
 * @param kind of the dataset: the targets of a matrix have no names that its owner would know
 * @param missing what becomes of missing values
 */
public record Preprocessor(DatasetKind kind, Missing missing, List<InputColumn> inputs, TargetEncoding target) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Preprocessor {
        inputs = List.copyOf(inputs);
    }

    /**
     * Learns from {@code rows}: scales, bins and categories from the training rows only. (The classes of a target are those of
     * all rows: they are what the task is, and no statistic of the rows held out.)
     *
     * @param trainingRows indices of rows
     * @param classification whether the target is taken for classes, which {@link ChosenColumns#whyNoClassification} must allow
     */
    public static Preprocessor learn(
            PreprocessingSpec spec,
            DatasetRows rows,
            ChosenColumns columns,
            int[] trainingRows,
            boolean classification) {
        return new PreprocessorLearner(spec, columns, classification).learn(rows, trainingRows);
    }

    /** The same with the numbers of each column, in the order of all, in other shapes. */
    Preprocessor withShapes(List<Shape> shapes) {
        Iterator<Shape> next = shapes.iterator();
        return new Preprocessor(
                kind,
                missing,
                inputs.stream().map(input -> input.withShapes(next)).toList(),
                target);
    }

    /** The inputs as far as cells go: where they are equal, rows have the same cells, although not the same features. */
    public List<InputColumn> cells() {
        return inputs.stream().map(InputColumn::ofCells).toList();
    }

    /** Number of features. */
    public int featureCount() {
        return inputs.stream().mapToInt(InputColumn::width).sum();
    }

    /** Whether values may be missing. */
    public boolean takesMissing() {
        return switch (missing) {
            case IMPUTE, LEVEL -> true;
            case REJECT -> false;
        };
    }

    /** The features by name, in order: {@code sepal_length}, {@code color=red}. */
    public List<String> featureNames() {
        List<String> names = new ArrayList<>();
        for (InputColumn input : inputs) {
            input.transforms().forEach(transform -> names.addAll(transform.featureNames(input.name())));
        }
        return names;
    }

    /** The columns that were left without any feature, as they say nothing about the training rows. */
    public List<String> columnsWithoutFeatures() {
        return inputs.stream()
                .filter(input -> input.transforms().isEmpty())
                .map(InputColumn::name)
                .toList();
    }

    /** The inputs as the API shows them. */
    public List<ModelColumn> modelInputs() {
        return inputs.stream()
                .map(input -> new ModelColumn(
                        input.name(), input.type(), input.type() == ColumnType.CATEGORICAL ? input.categories() : null))
                .toList();
    }

    /**
     * How the outputs are read in original units.
     *
     * @param outputs of the network
     */
    public TargetUnits targetUnits(int outputs) {
        return target.units(outputs);
    }

    /** The targets as the API shows them. */
    public List<ModelColumn> modelOutputs() {
        return switch (target) {
            case TargetEncoding.Values(List<TargetEncoding.Value> values) ->
                values.stream()
                        .map(value -> new ModelColumn(value.name(), ColumnType.NUMERIC, null))
                        .toList();
            case TargetEncoding.Classes(String name, List<String> labels) ->
                List.of(new ModelColumn(name, ColumnType.CATEGORICAL, labels));
        };
    }

    /**
     * The columns of another dataset that are this model's inputs and targets.
     *
     * @return null where some are absent or of another type: faults at {@code pointer}
     */
    public @Nullable ChosenColumns columnsIn(Schema schema, String pointer, Faults faults) {
        Map<String, Column> byName =
                schema.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        int before = faults.count();
        List<Column> features = new ArrayList<>();
        for (InputColumn input : inputs) {
            find(input.name(), input.type(), byName, pointer, faults, features);
        }
        List<Column> targets = new ArrayList<>();
        for (String name : target.names()) {
            ColumnType type = target instanceof TargetEncoding.Values ? ColumnType.NUMERIC : ColumnType.CATEGORICAL;
            find(name, type, byName, pointer, faults, targets);
        }
        refuseMissing(features, pointer, faults);
        return faults.count() > before ? null : new ChosenColumns(features, targets);
    }

    private void refuseMissing(List<Column> features, String pointer, Faults faults) {
        for (Column column : features) {
            if (column.missing() > 0 && !takesMissing()) {
                faults.add(
                        pointer,
                        "the column " + JsonText.quote(column.name()) + " has " + column.missing()
                                + " missing values, and the model was trained to reject them");
            }
        }
    }

    private static void find(
            String name,
            ColumnType type,
            Map<String, Column> byName,
            String pointer,
            Faults faults,
            List<Column> found) {
        Column column = byName.get(name);
        if (column == null) {
            faults.add(pointer, "the dataset has no column " + JsonText.quote(name) + ", which the model needs");
        } else if (type != ColumnType.CATEGORICAL && column.type() != type) {
            faults.add(
                    pointer,
                    "the column " + JsonText.quote(name) + " is " + lower(column.type()) + " here, the model needs it "
                            + lower(type));
        } else {
            found.add(column);
        }
    }

    private static String lower(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public String toJson() {
        return MAPPER.writeValueAsString(this);
    }

    public static Preprocessor fromJson(String json) {
        return MAPPER.readValue(json, Preprocessor.class);
    }
}
