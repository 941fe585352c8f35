package dev.chainrule.preparation;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Prepares the raw instances of prediction requests. Everything that is wrong with them is a fault that names the instance by its
 * pointer and the feature by its name. Safe for use by several threads at once.
 */
public final class InstanceEncoder {

    /** What a request may take in memory: as many numbers as fit into the largest JSON body, each with a comma. */
    private static final int MOST_NUMBERS = 1 << 25;

    private final List<InputColumn> inputs;
    private final FeatureLayout layout;
    private final boolean takesMissing;
    private final Map<String, Integer> positions = new HashMap<>();

    public InstanceEncoder(Preprocessor preprocessor) {
        inputs = preprocessor.inputs();
        layout = new FeatureLayout(inputs);
        takesMissing = preprocessor.takesMissing();
        inputs.forEach(input -> positions.put(input.name(), positions.size()));
    }

    /**
     * Reads {@code [[5.1, "red"], ...]}, values in the order of the inputs, or {@code [{"length": 5.1, "color": "red"}, ...]}.
     *
     * @param ignoreUnknown whether a category that the model does not know is zeros rather than a fault
     * @return null where there was any fault
     */
    public @Nullable EncodedInstances read(
            @Nullable JsonNode instances, String pointer, boolean ignoreUnknown, Faults faults) {
        if (instances == null || !instances.isArray()) {
            faults.add(pointer, "must be an array of instances, was " + JsonText.of(instances));
            return null;
        }
        if ((long) instances.size() * layout.features() > MOST_NUMBERS) {
            faults.add(
                    pointer,
                    "has " + instances.size() + " instances of " + layout.features() + " features, together more than "
                            + MOST_NUMBERS + " numbers: send them in parts");
            return null;
        }
        int before = faults.count();
        Rows rows = new Rows(instances.size(), ignoreUnknown, faults);
        for (int row = 0; row < instances.size(); row++) {
            read(instances.get(row), pointer + "/" + row, row, rows);
        }
        return faults.count() > before ? null : rows.encoded();
    }

    /** Reads one instance, {@code [5.1, "red"]} or {@code {"length": 5.1, "color": "red"}}; null where there was any fault. */
    public @Nullable EncodedInstances readOne(JsonNode instance, String pointer, Faults faults) {
        int before = faults.count();
        Rows rows = new Rows(1, false, faults);
        read(instance, pointer, 0, rows);
        return faults.count() > before ? null : rows.encoded();
    }

    private void read(JsonNode instance, String pointer, int row, Rows rows) {
        if (instance.isObject()) {
            readObject(instance, pointer, row, rows);
        } else if (instance.isArray()) {
            readArray(instance, pointer, row, rows);
        } else {
            rows.faults.add(pointer, "must be an array of " + count() + " or an object, was " + JsonText.of(instance));
        }
    }

    private void readObject(JsonNode instance, String pointer, int row, Rows rows) {
        for (String name : instance.propertyNames()) {
            if (!positions.containsKey(name)) {
                rows.faults.add(pointer + "/" + JsonText.escape(name), unknownFeature());
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            String name = inputs.get(i).name();
            JsonNode value = instance.get(name);
            String at = pointer + "/" + JsonText.escape(name);
            if (value == null) {
                rows.faults.add(at, "the feature " + JsonText.quote(name) + " is missing");
            } else {
                rows.put(row, i, InstanceValue.of(value), at);
            }
        }
    }

    private void readArray(JsonNode instance, String pointer, int row, Rows rows) {
        if (instance.size() != inputs.size()) {
            rows.faults.add(pointer, "must have " + count() + " (" + names() + "), had " + instance.size());
            return;
        }
        for (int i = 0; i < inputs.size(); i++) {
            rows.put(row, i, InstanceValue.of(instance.get(i)), pointer + "/" + i);
        }
    }

    /** Reads one instance of query parameters, {@code ?length=5.1&color=red}; null where there was any fault. */
    public @Nullable EncodedInstances readByName(Map<String, String> values, boolean ignoreUnknown, Faults faults) {
        int before = faults.count();
        Rows rows = new Rows(1, ignoreUnknown, faults);
        for (String name : values.keySet()) {
            if (!positions.containsKey(name)) {
                faults.add(name, unknownFeature());
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            String name = inputs.get(i).name();
            String value = values.get(name);
            if (value == null) {
                faults.add(name, "the feature " + JsonText.quote(name) + " is missing");
            } else {
                rows.put(0, i, InstanceValue.ofText(value), name);
            }
        }
        return faults.count() > before ? null : rows.encoded();
    }

    /**
     * Reads one instance of a query parameter, {@code ?x=5.1,red}; null where there was any fault.
     *
     * @param name of the parameter
     */
    public @Nullable EncodedInstances readByPosition(
            String name, List<String> values, boolean ignoreUnknown, Faults faults) {
        if (values.size() != inputs.size()) {
            faults.add(name, "must have " + count() + " (" + names() + "), had " + values.size());
            return null;
        }
        int before = faults.count();
        Rows rows = new Rows(1, ignoreUnknown, faults);
        for (int i = 0; i < inputs.size(); i++) {
            rows.put(0, i, InstanceValue.ofText(values.get(i)), name);
        }
        return faults.count() > before ? null : rows.encoded();
    }

    private String count() {
        return inputs.size() + (inputs.size() == 1 ? " value" : " values");
    }

    private String names() {
        int most = 20;
        String first = String.join(
                ", ", inputs.stream().limit(most).map(InputColumn::name).toList());
        return inputs.size() <= most ? first : first + ", ...";
    }

    private String unknownFeature() {
        return "the model has no such feature; its features are " + names();
    }

    /** The instances while they are read. */
    private final class Rows {
        private final Map<String, Long> unknown = new LinkedHashMap<>();
        private final int rows;
        private final boolean ignoreUnknown;
        private final Faults faults;
        private final float[] x;
        /** The cells of the row that is being read; its values come in the order of the inputs. */
        private final float[] numbers = new float[layout.numbers()];

        private final int[] levels = new int[layout.levelCounts().length];

        Rows(int rows, boolean ignoreUnknown, Faults faults) {
            this.rows = rows;
            this.ignoreUnknown = ignoreUnknown;
            this.faults = faults;
            x = new float[rows * layout.features()];
        }

        void put(int row, int input, InstanceValue value, String pointer) {
            InputColumn column = inputs.get(input);
            boolean missing = value.isMissing();
            if (missing && !takesMissing) {
                faults.add(pointer, column.name() + " is missing, and the model was trained to reject missing values");
                return;
            }
            switch (column.type()) {
                case NUMERIC, DATE -> {
                    double number = missing ? Double.NaN : value.number(column, pointer, faults);
                    layout.putNumber(input, number, numbers, levels);
                }
                case BOOLEAN -> {
                    double flag = missing ? Double.NaN : value.flag(column, pointer, faults) ? 1 : 0;
                    layout.putNumber(input, flag, numbers, levels);
                }
                case CATEGORICAL, TEXT -> putCategory(input, missing ? null : value, pointer);
            }
            if (input == inputs.size() - 1) {
                layout.write(numbers, 0, levels, x, row * layout.features());
            }
        }

        private void putCategory(int input, @Nullable InstanceValue value, String pointer) {
            InputColumn column = inputs.get(input);
            String category = value == null ? null : value.category(column, pointer, faults);
            if (value != null && category == null) {
                return;
            }
            if (layout.putCategory(input, category, category, levels) || category == null) {
                return;
            }
            if (ignoreUnknown) {
                unknown.merge(column.name(), 1L, Long::sum);
            } else {
                faults.add(pointer, InstanceValue.unknownCategory(column, category));
            }
        }

        EncodedInstances encoded() {
            return new EncodedInstances(x, rows, layout.features(), unknown);
        }
    }
}
