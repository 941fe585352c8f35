package dev.chainrule.inference;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.preparation.TargetEncoding;
import dev.chainrule.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a network's outputs mean, in the words of the dataset that it was trained on. */
final class Outputs {

    private static final String PREDICTION = "prediction";
    private static final String PROBABILITY = "probability";

    private final TargetEncoding target;
    /** Whether the model was trained on a matrix, whose targets have no names. */
    private final boolean plain;

    Outputs(Preprocessor preprocessor) {
        this.target = preprocessor.target();
        this.plain = preprocessor.kind() == DatasetKind.MATRIX;
    }

    /** Whether every number that the outputs of a row mean can be told. */
    boolean isFinite(float[] outputs, int from, int count) {
        boolean finite = true;
        for (int k = 0; k < count; k++) {
            double value = outputs[from + k];
            finite &= switch (target) {
                case TargetEncoding.Classes _ -> Double.isFinite(value);
                case TargetEncoding.Values(List<TargetEncoding.Value> values) ->
                    Float.isFinite((float) values.get(k).scale().invert(value));
            };
        }
        return finite;
    }

    /** The outputs (outputs) of a row as an item of an answer. */
    ObjectNode item(float[] outputs, int from, int count) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        switch (target) {
            case TargetEncoding.Classes(String _, List<String> labels) ->
                putClasses(item, labels, probabilities(outputs, from, labels.size(), count));
            case TargetEncoding.Values(List<TargetEncoding.Value> values) -> putValues(item, values, outputs, from);
        }
        return item;
    }

    /** One probability a class, also where the network has a single output. */
    private static double[] probabilities(float[] outputs, int from, int classes, int count) {
        double[] probabilities = new double[classes];
        if (count == 1) {
            double second = Numbers.widen(outputs[from]);
            probabilities[0] = Numbers.widen((float) (1 - second));
            probabilities[1] = second;
            return probabilities;
        }
        for (int k = 0; k < classes; k++) {
            probabilities[k] = Numbers.widen(outputs[from + k]);
        }
        return probabilities;
    }

    private static void putClasses(ObjectNode item, List<String> labels, double[] probabilities) {
        int likeliest = likeliest(probabilities);
        item.put("label", labels.get(likeliest));
        item.put("probability", probabilities[likeliest]);
        ObjectNode all = item.putObject("probabilities");
        for (int k = 0; k < labels.size(); k++) {
            all.put(labels.get(k), probabilities[k]);
        }
    }

    /** Of two classes that are equally likely the second, as from 0.5 on a single output says yes; of more the first. */
    private static int likeliest(double[] values) {
        if (values.length == 2 && values[1] >= values[0]) {
            return 1;
        }
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            largest = values[k] > values[largest] ? k : largest;
        }
        return largest;
    }

    private void putValues(ObjectNode item, List<TargetEncoding.Value> values, float[] outputs, int from) {
        if (plain) {
            ArrayNode all = item.putArray("outputs");
            for (int k = 0; k < values.size(); k++) {
                all.add(Numbers.widen((float) values.get(k).scale().invert(outputs[from + k])));
            }
        } else if (values.size() == 1) {
            item.put("value", original(values.getFirst(), outputs[from]));
        } else {
            ObjectNode named = item.putObject("values");
            for (int k = 0; k < values.size(); k++) {
                named.put(values.get(k).name(), original(values.get(k), outputs[from + k]));
            }
        }
    }

    private static double original(TargetEncoding.Value value, float output) {
        return Numbers.widen((float) value.scale().invert(output));
    }

    /** The names of the columns that {@link #append} fills. */
    List<String> columns() {
        return switch (target) {
            case TargetEncoding.Classes(String _, List<String> labels) -> {
                List<String> names = new ArrayList<>(List.of(PREDICTION, PROBABILITY));
                labels.forEach(label -> names.add(PROBABILITY + "_" + label));
                yield names;
            }
            case TargetEncoding.Values(List<TargetEncoding.Value> values) ->
                values.size() == 1
                        ? List.of(PREDICTION)
                        : values.stream()
                                .map(value -> PREDICTION + "_" + value.name())
                                .toList();
        };
    }

    /** Appends the outputs (outputs) of a row as cells, each with a separator before it. */
    void append(float[] outputs, int from, int count, CsvText text) {
        switch (target) {
            case TargetEncoding.Classes(String _, List<String> labels) -> {
                double[] probabilities = probabilities(outputs, from, labels.size(), count);
                int likeliest = likeliest(probabilities);
                text.separate().cell(labels.get(likeliest));
                text.separate().number(probabilities[likeliest]);
                for (double probability : probabilities) {
                    text.separate().number(probability);
                }
            }
            case TargetEncoding.Values(List<TargetEncoding.Value> values) -> {
                for (int k = 0; k < values.size(); k++) {
                    text.separate().number(original(values.get(k), outputs[from + k]));
                }
            }
        }
    }
}
