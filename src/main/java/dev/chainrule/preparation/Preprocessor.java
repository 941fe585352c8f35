package dev.chainrule.preparation;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.ColumnType;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.Schema;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
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
 */
public record Preprocessor(DatasetKind kind, List<InputColumn> inputs, TargetEncoding target) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Preprocessor {
        inputs = List.copyOf(inputs);
    }

    /**
     * Learns from {@code rows}: means, deviations and categories from the training rows only. (The classes of a target are those of
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

    /** Number of features, the width of x. */
    public int featureCount() {
        return inputs.stream().mapToInt(input -> input.transform().width()).sum();
    }

    /** The features by name, in order: {@code sepal_length}, {@code color=red}. */
    public List<String> featureNames() {
        List<String> names = new ArrayList<>();
        for (InputColumn input : inputs) {
            switch (input.transform()) {
                case Transform.Scale _, Transform.Flag _ -> names.add(input.name());
                case Transform.OneHot(List<String> categories) ->
                    categories.forEach(category -> names.add(input.name() + "=" + category));
            }
        }
        return names;
    }

    /** The inputs as the API shows them. */
    public List<ModelColumn> modelInputs() {
        return inputs.stream()
                .map(input -> new ModelColumn(
                        input.name(),
                        input.type(),
                        input.transform() instanceof Transform.OneHot(List<String> categories) ? categories : null))
                .toList();
    }

    /**
     * How the outputs are read in original units.
     *
     * @param outputs of the network
     */
    public TargetUnits targetUnits(int outputs) {
        double[] center = new double[outputs];
        double[] scale = new double[outputs];
        switch (target) {
            case TargetEncoding.Classes _ -> Arrays.fill(scale, 1);
            case TargetEncoding.Values(List<TargetEncoding.Value> values) -> {
                Arrays.setAll(center, k -> values.get(k).scale().center());
                Arrays.setAll(scale, k -> values.get(k).scale().scale());
            }
        }
        return new TargetUnits(center, scale);
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
        return faults.count() > before ? null : new ChosenColumns(features, targets);
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
        } else if (column.missing() > 0) {
            faults.add(
                    pointer, "the column " + JsonText.quote(name) + " has missing values, which are not supported yet");
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
