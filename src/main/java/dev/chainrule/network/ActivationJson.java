package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON form of an activation: {@code "relu"} or {@code {"type": "relu"}}. */
public final class ActivationJson {

    private static final Map<String, Function<JsonObject, Activation>> KINDS = Setting.plain(
            ActivationJson::name,
            List.of(
                    new Activation.Linear(),
                    new Activation.Relu(),
                    new Activation.Tanh(),
                    new Activation.Sigmoid(),
                    new Activation.Softmax()));

    private static final Set<String> LATER =
            Set.of("leaky_relu", "elu", "selu", "gelu", "silu", "mish", "softplus", "softsign", "hard_sigmoid");

    private ActivationJson() {}

    /** The activation under {@code name}; empty where it is absent or a fault. */
    public static Optional<Activation> read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, LATER);
    }

    public static JsonNode write(Activation activation) {
        return JsonNodeFactory.instance.stringNode(name(activation));
    }

    static String name(Activation activation) {
        return switch (activation) {
            case Activation.Linear() -> "linear";
            case Activation.Relu() -> "relu";
            case Activation.Tanh() -> "tanh";
            case Activation.Sigmoid() -> "sigmoid";
            case Activation.Softmax() -> "softmax";
        };
    }
}
