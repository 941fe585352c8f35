package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON form of an activation: {@code "relu"}, or {@code {"type": "leaky_relu", "negativeSlope": 0.01}}. */
public final class ActivationJson {

    private static final Map<String, Function<JsonObject, Activation>> KINDS = kinds();

    private ActivationJson() {}

    private static Map<String, Function<JsonObject, Activation>> kinds() {
        Map<String, Function<JsonObject, Activation>> kinds = new LinkedHashMap<>(Setting.plain(
                ActivationJson::name,
                List.of(
                        new Activation.Linear(),
                        new Activation.Relu(),
                        new Activation.Tanh(),
                        new Activation.Sigmoid(),
                        new Activation.Softmax(),
                        new UnitActivation.Selu(),
                        new UnitActivation.Gelu(),
                        new UnitActivation.Silu(),
                        new UnitActivation.Mish(),
                        new UnitActivation.Softplus(),
                        new UnitActivation.Softsign(),
                        new UnitActivation.HardSigmoid())));
        kinds.put("leaky_relu", ActivationJson::readLeakyRelu);
        kinds.put("elu", ActivationJson::readElu);
        return Collections.unmodifiableMap(kinds);
    }

    private static Activation readLeakyRelu(JsonObject settings) {
        return new UnitActivation.LeakyRelu(
                settings.number("negativeSlope", Bounds.NOT_NEGATIVE, UnitActivation.LeakyRelu.DEFAULT_SLOPE));
    }

    private static Activation readElu(JsonObject settings) {
        return new UnitActivation.Elu(settings.number("alpha", Bounds.NOT_NEGATIVE, UnitActivation.Elu.DEFAULT_ALPHA));
    }

    /** The activation under {@code name}; empty where it is absent or a fault. */
    public static Optional<Activation> read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, Set.of());
    }

    public static JsonNode write(Activation activation) {
        return switch (activation) {
            case UnitActivation.LeakyRelu(double slope) ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", name(activation))
                        .put("negativeSlope", slope);
            case UnitActivation.Elu(double alpha) ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", name(activation))
                        .put("alpha", alpha);
            case Activation plain -> JsonNodeFactory.instance.stringNode(name(plain));
        };
    }

    /** The name without settings. */
    public static String name(Activation activation) {
        return switch (activation) {
            case Activation.Linear() -> "linear";
            case Activation.Relu() -> "relu";
            case Activation.Tanh() -> "tanh";
            case Activation.Sigmoid() -> "sigmoid";
            case Activation.Softmax() -> "softmax";
            case UnitActivation.LeakyRelu(double _) -> "leaky_relu";
            case UnitActivation.Elu(double _) -> "elu";
            case UnitActivation.Selu() -> "selu";
            case UnitActivation.Gelu() -> "gelu";
            case UnitActivation.Silu() -> "silu";
            case UnitActivation.Mish() -> "mish";
            case UnitActivation.Softplus() -> "softplus";
            case UnitActivation.Softsign() -> "softsign";
            case UnitActivation.HardSigmoid() -> "hard_sigmoid";
        };
    }
}
