package dev.chainrule.network;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.web.JsonMatrix;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a network's parameters: {@code [{"weights": [[...], ...], "bias": [...]}, ...]}. */
public final class ParametersJson {

    private ParametersJson() {}

    /** One entry for each layer, first to last. Numbers are those that the network computes with: the shortest text of a float32. */
    public static ArrayNode write(List<LayerParameters> parameters) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(parameters.size());
        for (LayerParameters layer : parameters) {
            ObjectNode entry = json.addObject();
            switch (layer) {
                case LayerParameters.Dense d -> {
                    ArrayNode weights = entry.putArray("weights");
                    for (double[] row : d.weights()) {
                        writeRow(row, weights.addArray());
                    }
                    if (d.bias().length > 0) {
                        writeRow(d.bias(), entry.putArray("bias"));
                    }
                }
            }
        }
        return json;
    }

    private static void writeRow(double[] row, ArrayNode json) {
        for (double value : row) {
            json.add(Numbers.widen((float) value));
        }
    }

    /**
     * Reads the parameters under {@code name}, whose shapes have to be those of {@code spec} where it has them, and otherwise say
     * what they are.
     *
     * @return one entry for each layer; empty where there was any fault
     */
    static Optional<List<LayerParameters>> read(JsonObject network, String name, NetworkSpec spec) {
        int before = network.faults().count();
        List<JsonObject> entries = network.objects(name);
        int layers = spec.layers().size();
        if (network.faults().count() == before && entries.size() != layers) {
            network.fault(name, "must have " + layers + " entries, one for each layer, had " + entries.size());
        }
        if (network.faults().count() > before) {
            return Optional.empty();
        }
        List<LayerParameters> parameters = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            switch (spec.layers().get(i)) {
                case LayerSpec.Dense d ->
                    readDense(entries.get(i), spec.inputsOf(i), d).ifPresent(parameters::add);
            }
        }
        return network.faults().count() > before ? Optional.empty() : Optional.of(parameters);
    }

    private static Optional<LayerParameters> readDense(JsonObject entry, OptionalInt inputs, LayerSpec.Dense layer) {
        JsonMatrix weights = readWeights(entry, inputs, layer.units());
        JsonMatrix bias = readBias(entry, layer, weights);
        entry.end();
        if (weights == null || (bias == null && layer.bias())) {
            return Optional.empty();
        }
        double[][] rows = new double[weights.rows()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = weights.row(i);
        }
        return Optional.of(new LayerParameters.Dense(rows, bias == null ? new double[0] : bias.values()));
    }

    private static @Nullable JsonMatrix readWeights(JsonObject entry, OptionalInt inputs, OptionalInt units) {
        JsonNode weights = entry.get("weights");
        if (weights == null) {
            entry.missing("weights");
            return null;
        }
        if (weights.isArray() && inputs.isPresent() && weights.size() != inputs.getAsInt()) {
            entry.fault(
                    "weights",
                    "must have " + inputs.getAsInt() + " rows, one for each input of the layer, had " + weights.size());
            return null;
        }
        return JsonMatrix.read(weights, entry.pointer("weights"), units.orElse(-1), entry.faults());
    }

    private static @Nullable JsonMatrix readBias(
            JsonObject entry, LayerSpec.Dense layer, @Nullable JsonMatrix weights) {
        JsonNode bias = entry.get("bias");
        if (!layer.bias()) {
            if (bias != null) {
                entry.fault("bias", "must be left out: the layer has none");
            }
            return null;
        }
        if (bias == null) {
            entry.missing("bias");
            return null;
        }
        int units = layer.units().orElse(weights == null ? -1 : weights.columns());
        return JsonMatrix.readRow(bias, entry.pointer("bias"), units, entry.faults());
    }
}
