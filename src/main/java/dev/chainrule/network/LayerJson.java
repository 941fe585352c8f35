package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.BiasInitializer;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a layer: {@code {"type": "dense", "units": 16, "activation": "relu"}}. */
final class LayerJson {

    private static final Bounds UNIT_INTERVAL = new Bounds(0, true, 1, true);

    private static final String BIAS = "biasInitializer";
    private static final String TARGET_PRIOR = "target_prior";
    private static final Set<Activation> HAVE_PRIOR =
            Set.of(new Activation.Linear(), new Activation.Sigmoid(), new Activation.Softmax());

    private LayerJson() {}

    /**
     * Reads a layer; what a resolved network adds to it, {@code inputs} and {@code outputs}, is left to {@link NetworkJson}.
     *
     * @param last whether it is the last one, which may leave its units open and may be a softmax
     * @return empty where its type is a fault
     */
    static Optional<LayerSpec> read(JsonObject layer, boolean last) {
        Map<String, Function<JsonObject, LayerSpec>> kinds = new LinkedHashMap<>();
        kinds.put("dense", dense -> readDense(dense, last));
        kinds.put("dropout", LayerJson::readDropout);
        kinds.put("layer_normalization", LayerJson::readLayerNormalization);
        kinds.put("batch_normalization", LayerJson::readBatchNormalization);
        Optional<LayerSpec> spec = Setting.readObject(layer, kinds, Set.of());
        if (last && spec.isPresent() && !(spec.get() instanceof LayerSpec.Dense)) {
            layer.fault("type", "the last layer must be dense: it gives the predictions");
        }
        return spec;
    }

    private static LayerSpec readDense(JsonObject layer, boolean last) {
        int before = layer.faults().count();
        OptionalInt units = layer.integer("units", 1, NetworkJson.MAX_WIDTH);
        boolean unitsAreFaulty = layer.faults().count() > before;
        if (units.isEmpty() && !last) {
            layer.fault("units", "is missing; only the last layer may leave it to the dataset");
        }
        Activation activation = last
                ? ActivationJson.read(layer, "activation").orElseGet(Activation.Linear::new)
                : readHiddenActivation(layer);
        if (last && activation instanceof Activation.Softmax && units.orElse(0) == 1 && !unitsAreFaulty) {
            layer.fault("activation", NetworkJson.SINGLE_SOFTMAX);
        }
        boolean bias = layer.flag("bias", true);
        Initializer initializer = InitializerJson.read(layer, "initializer").orElse(Initializer.GLOROT_UNIFORM);
        double l1 = layer.number("l1", Bounds.NOT_NEGATIVE, 0);
        double l2 = layer.number("l2", Bounds.NOT_NEGATIVE, 0);
        askForSizes(layer);
        BiasInitializer biases = readBiases(layer, last, bias, activation);
        return new LayerSpec.Dense(units, activation, bias, initializer, l1, l2, biases);
    }

    /** {@code target_prior}, where it means something; absent, biases start at 0. */
    private static BiasInitializer readBiases(JsonObject layer, boolean last, boolean bias, Activation activation) {
        Optional<BiasInitializer> given =
                layer.choice(BIAS, Map.of(TARGET_PRIOR, BiasInitializer.TARGET_PRIOR), Set.of());
        if (given.isEmpty()) {
            return BiasInitializer.ZEROS;
        }
        if (!last) {
            layer.fault(BIAS, "target_prior is for the last layer only");
        } else if (!bias) {
            layer.fault(BIAS, "needs a bias");
        } else if (!HAVE_PRIOR.contains(activation)) {
            layer.fault(BIAS, "target_prior needs the activation linear, sigmoid or softmax");
        }
        boolean faulty = !last || !bias;
        return faulty ? BiasInitializer.ZEROS : given.get();
    }

    private static LayerSpec readDropout(JsonObject layer) {
        if (!layer.has("rate")) {
            layer.missing("rate");
        }
        double rate = layer.number("rate", Bounds.FRACTION, 0);
        askForSizes(layer);
        return new LayerSpec.Dropout(rate);
    }

    private static LayerSpec readLayerNormalization(JsonObject layer) {
        Activation activation = readHiddenActivation(layer);
        double epsilon = layer.number("epsilon", Bounds.POSITIVE, LayerSpec.Normalization.DEFAULT_EPSILON);
        askForSizes(layer);
        return new LayerSpec.LayerNormalization(activation, epsilon);
    }

    private static LayerSpec readBatchNormalization(JsonObject layer) {
        Activation activation = readHiddenActivation(layer);
        double epsilon = layer.number("epsilon", Bounds.POSITIVE, LayerSpec.Normalization.DEFAULT_EPSILON);
        double momentum = layer.number("momentum", UNIT_INTERVAL, LayerSpec.BatchNormalization.DEFAULT_MOMENTUM);
        askForSizes(layer);
        return new LayerSpec.BatchNormalization(activation, epsilon, momentum);
    }

    private static Activation readHiddenActivation(JsonObject layer) {
        Activation activation = ActivationJson.read(layer, "activation").orElseGet(Activation.Linear::new);
        if (activation instanceof Activation.Softmax) {
            layer.fault("activation", "softmax is for the last layer only");
        }
        return activation;
    }

    /** So that they are no unknown properties. */
    private static void askForSizes(JsonObject layer) {
        layer.get("inputs");
        layer.get("outputs");
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
                if (dense.biasInitializer() == BiasInitializer.TARGET_PRIOR) {
                    json.put(BIAS, TARGET_PRIOR);
                }
            }
            case LayerSpec.Dropout(double rate) -> json.put("type", "dropout").put("rate", rate);
            case LayerSpec.LayerNormalization(Activation activation, double epsilon) -> {
                json.put("type", "layer_normalization");
                json.set("activation", ActivationJson.write(activation));
                json.put("epsilon", epsilon);
            }
            case LayerSpec.BatchNormalization(Activation activation, double epsilon, double momentum) -> {
                json.put("type", "batch_normalization");
                json.set("activation", ActivationJson.write(activation));
                json.put("epsilon", epsilon).put("momentum", momentum);
            }
        }
        return json;
    }
}
