package dev.chainrule.network;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.web.JsonMatrix;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of a network's parameters: {@code [{"weights": [[...], ...], "bias": [...]}, {"scale": [...], "shift": [...]}, ...]},
 * an entry for each layer that has any.
 */
public final class ParametersJson {

    private static final double[] NONE = {};

    private ParametersJson() {}

    /** One entry for each layer that has parameters, first to last. Numbers are those that the network computes with: the shortest text of a float32. */
    public static ArrayNode write(List<LayerParameters> parameters) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(parameters.size());
        for (LayerParameters layer : parameters) {
            switch (layer) {
                case LayerParameters.Dense d -> {
                    ObjectNode entry = json.addObject();
                    ArrayNode weights = entry.putArray("weights");
                    for (double[] row : d.weights()) {
                        writeRow(row, weights.addArray());
                    }
                    if (d.bias().length > 0) {
                        writeRow(d.bias(), entry.putArray("bias"));
                    }
                }
                case LayerParameters.Normalization n -> {
                    ObjectNode entry = json.addObject();
                    writeRow(n.scale(), entry.putArray("scale"));
                    writeRow(n.shift(), entry.putArray("shift"));
                    if (n.mean().length > 0) {
                        writeRow(n.mean(), entry.putArray("mean"));
                        writeRow(n.variance(), entry.putArray("variance"));
                    }
                }
                case LayerParameters.None() -> {
                    // no entry
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
     * @return one for each layer, also for those without an entry; empty where there was any fault
     */
    static Optional<List<LayerParameters>> read(JsonObject network, String name, NetworkSpec spec) {
        int before = network.faults().count();
        List<JsonObject> entries = network.objects(name);
        List<LayerSpec> layers = spec.layers();
        long needed = layers.stream().filter(ParametersJson::hasParameters).count();
        if (network.faults().count() == before && entries.size() != needed) {
            String which = needed == layers.size() ? "" : " that has parameters";
            network.fault(
                    name, "must have " + needed + " entries, one for each layer" + which + ", had " + entries.size());
        }
        if (network.faults().count() > before) {
            return Optional.empty();
        }
        List<LayerParameters> parameters = new ArrayList<>();
        Iterator<JsonObject> next = entries.iterator();
        NetworkSpec known = spec;
        for (int i = 0; i < layers.size(); i++) {
            OptionalInt inputs = known.inputsOf(i);
            switch (layers.get(i)) {
                case LayerSpec.Dense d -> readDense(next.next(), inputs, d).ifPresent(parameters::add);
                case LayerSpec.Dropout _ -> parameters.add(new LayerParameters.None());
                case LayerSpec.Normalization n ->
                    readNormalization(next.next(), inputs, n).ifPresent(parameters::add);
            }
            if (inputs.isEmpty() && inputs(parameters) > 0) {
                // it is as many as the network has, as only layers that keep it came before
                known = new NetworkSpec(OptionalInt.of(inputs(parameters)), layers);
            }
        }
        return network.faults().count() > before ? Optional.empty() : Optional.of(parameters);
    }

    private static boolean hasParameters(LayerSpec layer) {
        return switch (layer) {
            case LayerSpec.Dense _, LayerSpec.Normalization _ -> true;
            case LayerSpec.Dropout _ -> false;
        };
    }

    /** The number of inputs of the first layer whose parameters tell it, which is that of the network; 0 where none does. */
    static int inputs(List<LayerParameters> parameters) {
        for (LayerParameters layer : parameters) {
            switch (layer) {
                case LayerParameters.Dense d -> {
                    return d.weights().length;
                }
                case LayerParameters.Normalization n -> {
                    return n.scale().length;
                }
                case LayerParameters.None() -> {
                    // tells nothing
                }
            }
        }
        return 0;
    }

    private static Optional<LayerParameters> readNormalization(
            JsonObject entry, OptionalInt inputs, LayerSpec.Normalization layer) {
        double[] scale = readUnits(entry, "scale", inputs);
        OptionalInt units = inputs.isPresent() || scale.length == 0 ? inputs : OptionalInt.of(scale.length);
        double[] shift = readUnits(entry, "shift", units);
        double[] mean = NONE;
        double[] variance = NONE;
        boolean complete = scale.length > 0 && shift.length > 0;
        switch (layer) {
            case LayerSpec.LayerNormalization _ -> {
                for (String running : List.of("mean", "variance")) {
                    if (entry.has(running)) {
                        entry.fault(running, "must be left out: only batch normalization has it");
                    }
                }
            }
            case LayerSpec.BatchNormalization _ -> {
                mean = readUnits(entry, "mean", units);
                variance = readUnits(entry, "variance", units);
                complete = complete && mean.length > 0 && variance.length > 0;
                if (Arrays.stream(variance).anyMatch(v -> v < 0)) {
                    entry.fault("variance", "must not have negative numbers");
                }
            }
        }
        entry.end();
        return complete
                ? Optional.of(new LayerParameters.Normalization(scale, shift, mean, variance))
                : Optional.empty();
    }

    /** A number for each unit; empty where there was a fault. */
    private static double[] readUnits(JsonObject entry, String name, OptionalInt units) {
        JsonNode values = entry.get(name);
        if (values == null) {
            entry.missing(name);
            return NONE;
        }
        JsonMatrix row = JsonMatrix.readRow(values, entry.pointer(name), units.orElse(-1), entry.faults());
        return row == null ? NONE : row.values();
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
