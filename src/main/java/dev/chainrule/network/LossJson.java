package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON form of a loss, {@code "mean_squared_error"} or {@code {"type": "mean_squared_error"}}, and what it goes with. */
public final class LossJson {

    private static final Map<String, Function<JsonObject, Loss>> KINDS = kinds();

    private static final Set<String> LATER = Set.of("mean_absolute_error", "log_cosh", "huber", "poisson", "hinge");

    private LossJson() {}

    private static Map<String, Function<JsonObject, Loss>> kinds() {
        Map<String, Function<JsonObject, Loss>> kinds = new LinkedHashMap<>();
        kinds.put("mean_squared_error", settings -> new Loss.MeanSquaredError());
        kinds.put("half_squared_error", settings -> new Loss.HalfSquaredError());
        kinds.put("binary_cross_entropy", settings -> {
            settings.notYet("labelSmoothing", "undo");
            return new Loss.BinaryCrossEntropy();
        });
        kinds.put("categorical_cross_entropy", settings -> {
            settings.notYet("labelSmoothing");
            return new Loss.CategoricalCrossEntropy();
        });
        return Collections.unmodifiableMap(kinds);
    }

    /** The loss under {@code name}; empty where it is absent or a fault. */
    public static Optional<Loss> read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, LATER);
    }

    public static JsonNode write(Loss loss) {
        return JsonNodeFactory.instance.stringNode(name(loss));
    }

    static String name(Loss loss) {
        return switch (loss) {
            case Loss.MeanSquaredError() -> "mean_squared_error";
            case Loss.HalfSquaredError() -> "half_squared_error";
            case Loss.BinaryCrossEntropy() -> "binary_cross_entropy";
            case Loss.CategoricalCrossEntropy() -> "categorical_cross_entropy";
        };
    }

    /** The loss of a request that names none. */
    public static Loss defaultFor(Activation last) {
        return switch (last) {
            case Activation.Softmax() -> new Loss.CategoricalCrossEntropy();
            case Activation.Sigmoid() -> new Loss.BinaryCrossEntropy();
            case Activation.Linear(), Activation.Relu(), Activation.Tanh() -> new Loss.MeanSquaredError();
        };
    }

    /**
     * A cross entropy is computed from the weighted sums of the one activation that it belongs to: after any other it is a fault.
     *
     * @param pointer of the loss
     */
    public static void check(Loss loss, NetworkSpec network, String pointer, Faults faults) {
        Optional<Activation> needed = switch (loss) {
            case Loss.MeanSquaredError(), Loss.HalfSquaredError() -> Optional.empty();
            case Loss.BinaryCrossEntropy() -> Optional.of(new Activation.Sigmoid());
            case Loss.CategoricalCrossEntropy() -> Optional.of(new Activation.Softmax());
        };
        Activation last = network.lastActivation();
        if (needed.isPresent() && !needed.get().equals(last)) {
            faults.add(
                    pointer,
                    name(loss) + " needs a last layer with the activation " + ActivationJson.name(needed.get())
                            + ", which has " + ActivationJson.name(last));
        }
    }
}
