package dev.chainrule.preparation;

import dev.chainrule.engine.math.RowEncoding;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
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
    /** One for each kind of cells. */
    private final List<FeatureLayout> layouts = new ArrayList<>();

    private final InstanceView[] views;
    private final boolean takesMissing;
    private final int widest;
    private final Map<String, Integer> positions = new HashMap<>();

    /** Instances become features. */
    public InstanceEncoder(Preprocessor preprocessor) {
        this(List.of(preprocessor), preparation -> false);
    }

    /**
     * @param preparations the same inputs in the same order, from which each makes what it will; a value is read once
     * @param mayEncode whether all networks behind a preparation take encoded rows
     */
    public InstanceEncoder(List<Preprocessor> preparations, IntPredicate mayEncode) {
        inputs = preparations.getFirst().inputs();
        views = new InstanceView[preparations.size()];
        Map<List<InputColumn>, Integer> kinds = new HashMap<>();
        int most = 0;
        for (int i = 0; i < views.length; i++) {
            FeatureLayout layout = new FeatureLayout(preparations.get(i).inputs());
            int kind = kinds.computeIfAbsent(preparations.get(i).cells(), cells -> {
                layouts.add(layout);
                return layouts.size() - 1;
            });
            views[i] = new InstanceView(kind, layout.numbers(), layout.levels(), layout.writer(mayEncode.test(i)));
            most = Math.max(most, layout.features());
        }
        widest = most;
        takesMissing = preparations.stream().allMatch(Preprocessor::takesMissing);
        inputs.forEach(input -> positions.put(input.name(), positions.size()));
    }

    /** How a network is fed that sees instances by a preparation. */
    public RowEncoding encoding(int preparation) {
        return views[preparation].writer().encoding();
    }

    /** Number of features of an instance, the most that any preparation makes of one. */
    public int features() {
        return widest;
    }

    /**
     * Room for instances whose values are put there one by one.
     *
     * @param rows the most that it takes at a time
     * @param ignoreUnknown whether a category that the model does not know is zeros rather than a fault
     */
    public InstanceRows rows(int rows, boolean ignoreUnknown, Faults faults) {
        return new InstanceRows(layouts, views, takesMissing, rows, ignoreUnknown, faults);
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
        if ((long) instances.size() * widest > MOST_NUMBERS) {
            faults.add(
                    pointer,
                    "has " + instances.size() + " instances of " + widest + " features, together more than "
                            + MOST_NUMBERS + " numbers: send them in parts");
            return null;
        }
        int before = faults.count();
        InstanceRows rows = rows(instances.size(), ignoreUnknown, faults);
        for (int row = 0; row < instances.size(); row++) {
            read(instances.get(row), pointer + "/" + row, row, rows);
        }
        return faults.count() > before ? null : rows.encoded(rows.capacity());
    }

    /** Reads one instance, {@code [5.1, "red"]} or {@code {"length": 5.1, "color": "red"}}; null where there was any fault. */
    public @Nullable EncodedInstances readOne(JsonNode instance, String pointer, Faults faults) {
        int before = faults.count();
        InstanceRows rows = rows(1, false, faults);
        read(instance, pointer, 0, rows);
        return faults.count() > before ? null : rows.encoded(rows.capacity());
    }

    private void read(JsonNode instance, String pointer, int row, InstanceRows rows) {
        if (instance.isObject()) {
            readObject(instance, pointer, row, rows);
        } else if (instance.isArray()) {
            readArray(instance, pointer, row, rows);
        } else {
            rows.faults()
                    .add(pointer, "must be an array of " + count() + " or an object, was " + JsonText.of(instance));
        }
    }

    private void readObject(JsonNode instance, String pointer, int row, InstanceRows rows) {
        for (String name : instance.propertyNames()) {
            if (!positions.containsKey(name)) {
                rows.faults().add(pointer + "/" + JsonText.escape(name), unknownFeature());
            }
        }
        for (int i = 0; i < inputs.size(); i++) {
            String name = inputs.get(i).name();
            JsonNode value = instance.get(name);
            String at = pointer + "/" + JsonText.escape(name);
            if (value == null) {
                rows.faults().add(at, "the feature " + JsonText.quote(name) + " is missing");
            } else {
                rows.put(row, i, InstanceValue.of(value), at);
            }
        }
    }

    private void readArray(JsonNode instance, String pointer, int row, InstanceRows rows) {
        if (instance.size() != inputs.size()) {
            rows.faults().add(pointer, "must have " + count() + " (" + names() + "), had " + instance.size());
            return;
        }
        for (int i = 0; i < inputs.size(); i++) {
            rows.put(row, i, InstanceValue.of(instance.get(i)), pointer + "/" + i);
        }
    }

    /** Reads one instance of query parameters, {@code ?length=5.1&color=red}; null where there was any fault. */
    public @Nullable EncodedInstances readByName(Map<String, String> values, boolean ignoreUnknown, Faults faults) {
        int before = faults.count();
        InstanceRows rows = rows(1, ignoreUnknown, faults);
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
        return faults.count() > before ? null : rows.encoded(rows.capacity());
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
        InstanceRows rows = rows(1, ignoreUnknown, faults);
        for (int i = 0; i < inputs.size(); i++) {
            rows.put(0, i, InstanceValue.ofText(values.get(i)), name);
        }
        return faults.count() > before ? null : rows.encoded(rows.capacity());
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
}
