package dev.chainrule.preparation;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Numbers;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the raw target of one instance from JSON, and prepares it as the targets of the training were. */
public final class TargetReader {

    private static final int MOST_LISTED = 20;

    private final TargetEncoding target;
    private final int outputs;
    private final Faults faults;

    /** @param outputs of the network: for two classes it may be 1 */
    public TargetReader(TargetEncoding target, int outputs, Faults faults) {
        this.target = target;
        this.outputs = outputs;
        this.faults = faults;
    }

    /**
     * A class by its label; values in original units, one as a number, several as an array or as an object by their names.
     *
     * @return (outputs), prepared; empty where there was any fault
     */
    public Optional<double[]> read(JsonNode node, String pointer) {
        int before = faults.count();
        double[] prepared = new double[outputs];
        switch (target) {
            case TargetEncoding.Classes(String _, List<String> labels) -> putClass(node, labels, pointer, prepared);
            case TargetEncoding.Values(List<TargetEncoding.Value> values) -> putValues(node, values, pointer, prepared);
        }
        return faults.count() > before ? Optional.empty() : Optional.of(prepared);
    }

    private void putClass(JsonNode node, List<String> labels, String pointer, double[] prepared) {
        String label = InstanceValue.of(node).text();
        int index = label == null ? -1 : labels.indexOf(label);
        if (index < 0) {
            String listed = String.join(", ", labels.subList(0, Math.min(MOST_LISTED, labels.size())));
            String more = labels.size() > MOST_LISTED ? " and " + (labels.size() - MOST_LISTED) + " more" : "";
            faults.add(pointer, "must be a class of the model (" + listed + more + "), was " + JsonText.of(node));
        } else if (outputs == 1) {
            prepared[0] = index;
        } else {
            prepared[index] = 1;
        }
    }

    private void putValues(JsonNode node, List<TargetEncoding.Value> values, String pointer, double[] prepared) {
        if (node.isArray()) {
            if (node.size() != values.size()) {
                faults.add(pointer, "must have " + demand(values) + ", had " + node.size());
                return;
            }
            for (int k = 0; k < values.size(); k++) {
                prepared[k] = value(node.get(k), pointer + "/" + k, values.get(k));
            }
        } else if (node.isObject()) {
            putNamed(node, values, pointer, prepared);
        } else if (values.size() == 1) {
            prepared[0] = value(node, pointer, values.getFirst());
        } else {
            faults.add(pointer, "must be an array of " + demand(values) + " or an object, was " + JsonText.of(node));
        }
    }

    private void putNamed(JsonNode node, List<TargetEncoding.Value> values, String pointer, double[] prepared) {
        List<String> names = target.names();
        for (String name : node.propertyNames()) {
            if (!names.contains(name)) {
                faults.add(
                        pointer + "/" + JsonText.escape(name),
                        "the model has no such target; its targets are " + String.join(", ", names));
            }
        }
        for (int k = 0; k < values.size(); k++) {
            JsonNode value = node.get(names.get(k));
            String at = pointer + "/" + JsonText.escape(names.get(k));
            if (value == null) {
                faults.add(at, "the target " + JsonText.quote(names.get(k)) + " is missing");
            } else {
                prepared[k] = value(value, at, values.get(k));
            }
        }
    }

    private double value(JsonNode node, String pointer, TargetEncoding.Value value) {
        double number = Numbers.of(node);
        if (!Double.isFinite(number)) {
            faults.add(pointer, value.name() + " must be a finite number, was " + JsonText.of(node));
            return 0;
        }
        if (Math.abs(number) > Float.MAX_VALUE) {
            faults.add(pointer, value.name() + " is too large for a 32-bit number: " + JsonText.of(node));
            return 0;
        }
        return value.scale().apply(number);
    }

    private static String demand(List<TargetEncoding.Value> values) {
        return values.size() + (values.size() == 1 ? " number" : " numbers");
    }
}
