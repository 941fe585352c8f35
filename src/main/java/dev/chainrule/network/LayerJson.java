package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a layer: {@code {"type": "dense", "units": 16, "activation": "relu"}}. */
final class LayerJson {

    private static final Set<String> LATER = Set.of("dropout", "layer_normalization", "batch_normalization");

    private LayerJson() {}

    /**
     * Reads a layer; what a resolved network adds to it, {@code inputs} and {@code outputs}, is left to {@link NetworkJson}.
     *
     * @param last whether it is the last one, which may leave its units open and may be a softmax
     * @return empty where its type is a fault
     */
    static Optional<LayerSpec> read(JsonObject layer, boolean last) {
        Map<String, Function<JsonObject, LayerSpec>> kinds = Map.of("dense", dense -> readDense(dense, last));
        return Setting.readObject(layer, kinds, LATER);
    }

    private static LayerSpec readDense(JsonObject layer, boolean last) {
        int before = layer.faults().count();
        OptionalInt units = layer.integer("units", 1, NetworkJson.MAX_WIDTH);
        boolean unitsAreFaulty = layer.faults().count() > before;
        if (units.isEmpty() && !last) {
            layer.fault("units", "is missing; only the last layer may leave it to the dataset");
        }
        Activation activation = ActivationJson.read(layer, "activation").orElseGet(Activation.Linear::new);
        if (activation instanceof Activation.Softmax && !last) {
            layer.fault("activation", "softmax is for the last layer only");
        } else if (activation instanceof Activation.Softmax && units.orElse(0) == 1 && !unitsAreFaulty) {
            layer.fault("activation", NetworkJson.SINGLE_SOFTMAX);
        }
        boolean bias = layer.flag("bias", true);
        Initializer initializer = InitializerJson.read(layer, "initializer").orElse(Initializer.GLOROT_UNIFORM);
        layer.get("inputs");
        layer.get("outputs");
        double l1 = layer.number("l1", Bounds.NOT_NEGATIVE, 0);
        double l2 = layer.number("l2", Bounds.NOT_NEGATIVE, 0);
        layer.notYet("biasInitializer");
        return new LayerSpec.Dense(units, activation, bias, initializer, l1, l2);
    }

    /** The layer with every setting that is known. */
    static ObjectNode write(LayerSpec layer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (layer) {
            case LayerSpec.Dense dense -> {
                json.put("type", "dense");
                dense.units().ifPresent(number -> json.put("units", number));
                json.set("activation", ActivationJson.write(dense.activation()));
                json.put("bias", dense.bias());
                json.set("initializer", InitializerJson.write(dense.initializer()));
                json.put("l1", dense.l1());
                json.put("l2", dense.l2());
            }
        }
        return json;
    }
}
