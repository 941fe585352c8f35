package dev.chainrule.training;

import dev.chainrule.web.Bounds;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How much the rows of each class count in training: {@code "balanced"}, or {@code {"setosa": 2.0, ...}}. */
sealed interface ClassWeights {

    String PROPERTY = "classWeights";

    /** What a 32-bit number can hold. */
    Bounds BOUNDS = new Bounds(0, true, Float.MAX_VALUE, true);

    /** Every class counts alike, however many rows it has. */
    record Balanced() implements ClassWeights {}

    /** Weights by label; classes that are not named have 1. */
    record ByLabel(Map<String, Double> weights) implements ClassWeights {
        public ByLabel {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }
    }

    /** The class weights of {@code training}; empty where they are absent or a fault. */
    static Optional<ClassWeights> read(JsonObject training) {
        JsonNode node = training.get(PROPERTY);
        if (node == null) {
            return Optional.empty();
        }
        if (node.isString() && node.stringValue().equals("balanced")) {
            return Optional.of(new Balanced());
        }
        if (!node.isObject()) {
            training.fault(PROPERTY, "must be \"balanced\" or an object of weights by label, was " + JsonText.of(node));
            return Optional.empty();
        }
        JsonObject object = JsonObject.of(node, training.pointer(PROPERTY), training.faults());
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String label : node.propertyNames()) {
            object.number(label, BOUNDS).ifPresent(weight -> weights.put(label, weight));
        }
        return Optional.of(new ByLabel(weights));
    }

    static JsonNode write(ClassWeights weights) {
        return switch (weights) {
            case Balanced() -> JsonNodeFactory.instance.stringNode("balanced");
            case ByLabel(Map<String, Double> byLabel) -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                byLabel.forEach(json::put);
                yield json;
            }
        };
    }

    /**
     * The weight of each class.
     *
     * @param labels in the order of the classes
     * @param counts number of training rows of each class; balanced gives rows / (classes * count)
     * @param faults gets the labels that are not among {@code labels}
     * @return (classes)
     */
    static double[] ofClasses(ClassWeights weights, List<String> labels, long[] counts, Faults faults) {
        double[] ofClasses = new double[labels.size()];
        switch (weights) {
            case Balanced() -> {
                double rows = 0;
                for (long count : counts) {
                    rows += count;
                }
                for (int c = 0; c < ofClasses.length; c++) {
                    // a class without rows has none to weigh
                    ofClasses[c] = counts[c] == 0 ? 0 : rows / ((double) ofClasses.length * counts[c]);
                }
            }
            case ByLabel(Map<String, Double> byLabel) -> {
                for (int c = 0; c < ofClasses.length; c++) {
                    ofClasses[c] = byLabel.getOrDefault(labels.get(c), 1.0);
                }
                for (String label : byLabel.keySet()) {
                    if (!labels.contains(label)) {
                        faults.add(
                                "/training/" + PROPERTY + "/" + JsonText.escape(label),
                                "the target has no class " + JsonText.quote(label));
                    }
                }
            }
        }
        return ofClasses;
    }
}
