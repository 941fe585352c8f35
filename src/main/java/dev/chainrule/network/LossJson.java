package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.BiasInitializer;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a loss, {@code "mean_squared_error"} or {@code {"type": "huber", "delta": 1.0}}, and what it goes with. */
public final class LossJson {

    private static final Map<String, Function<JsonObject, Loss>> KINDS = kinds();

    /** The activations whose values are never negative. */
    private static final List<Activation> NEVER_NEGATIVE = List.of(
            new Activation.Relu(),
            new Activation.Sigmoid(),
            new Activation.Softmax(),
            new UnitActivation.Softplus(),
            new UnitActivation.HardSigmoid());

    private LossJson() {}

    private static Map<String, Function<JsonObject, Loss>> kinds() {
        Map<String, Function<JsonObject, Loss>> kinds = new LinkedHashMap<>();
        kinds.put("mean_squared_error", settings -> new Loss.MeanSquaredError());
        kinds.put("half_squared_error", settings -> new Loss.HalfSquaredError());
        kinds.put("binary_cross_entropy", settings -> {
            double labelSmoothing = settings.number("labelSmoothing", Bounds.FRACTION, 0);
            return new Loss.BinaryCrossEntropy(labelSmoothing, settings.flag("undo", false));
        });
        kinds.put(
                "categorical_cross_entropy",
                settings -> new Loss.CategoricalCrossEntropy(settings.number("labelSmoothing", Bounds.FRACTION, 0)));
        kinds.put("mean_absolute_error", settings -> new ElementLoss.MeanAbsoluteError());
        kinds.put("log_cosh", settings -> new ElementLoss.LogCosh());
        kinds.put(
                "huber",
                settings -> new ElementLoss.Huber(
                        settings.number("delta", Bounds.POSITIVE, ElementLoss.Huber.DEFAULT_DELTA)));
        kinds.put("poisson", settings -> new ElementLoss.Poisson());
        kinds.put("hinge", settings -> new ElementLoss.Hinge());
        return Collections.unmodifiableMap(kinds);
    }

    /** The loss under {@code name}; empty where it is absent or a fault. */
    public static Optional<Loss> read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, Set.of());
    }

    public static JsonNode write(Loss loss) {
        return switch (loss) {
            case Loss.BinaryCrossEntropy(double a, boolean undo)
            when a > 0 || undo -> object(loss).put("labelSmoothing", a).put("undo", undo);
            case Loss.CategoricalCrossEntropy(double a)
            when a > 0 -> object(loss).put("labelSmoothing", a);
            case ElementLoss.Huber(double delta) -> object(loss).put("delta", delta);
            case Loss plain -> JsonNodeFactory.instance.stringNode(name(plain));
        };
    }

    private static ObjectNode object(Loss loss) {
        return JsonNodeFactory.instance.objectNode().put("type", name(loss));
    }

    /** The name without settings. */
    public static String name(Loss loss) {
        return switch (loss) {
            case Loss.MeanSquaredError() -> "mean_squared_error";
            case Loss.HalfSquaredError() -> "half_squared_error";
            case Loss.BinaryCrossEntropy(double _, boolean _) -> "binary_cross_entropy";
            case Loss.CategoricalCrossEntropy(double _) -> "categorical_cross_entropy";
            case ElementLoss.MeanAbsoluteError() -> "mean_absolute_error";
            case ElementLoss.LogCosh() -> "log_cosh";
            case ElementLoss.Huber(double _) -> "huber";
            case ElementLoss.Poisson() -> "poisson";
            case ElementLoss.Hinge() -> "hinge";
        };
    }

    /** The loss of a request that names none. */
    public static Loss defaultFor(Activation last) {
        return switch (last) {
            case Activation.Softmax() -> new Loss.CategoricalCrossEntropy();
            case Activation.Sigmoid() -> new Loss.BinaryCrossEntropy();
            case Activation.Linear _, Activation.Relu _, Activation.Tanh _, UnitActivation _ ->
                new Loss.MeanSquaredError();
        };
    }

    /**
     * A cross entropy is computed from the weighted sums of the one activation that it belongs to, and poisson takes a logarithm of the
     * predictions: after any other activation they are a fault.
     *
     * <p>A bias that starts at the prior of the targets needs a loss to which their mean means something.
     *
     * @param pointer of the loss
     */
    public static void check(Loss loss, NetworkSpec network, String pointer, Faults faults) {
        List<Activation> suitable = switch (loss) {
            case Loss.BinaryCrossEntropy _ -> List.of(new Activation.Sigmoid());
            case Loss.CategoricalCrossEntropy _ -> List.of(new Activation.Softmax());
            case ElementLoss.Poisson _ -> NEVER_NEGATIVE;
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> List.of();
        };
        Activation last = network.lastActivation();
        if (!suitable.isEmpty() && !suitable.contains(last)) {
            String names = suitable.stream().map(ActivationJson::name).collect(Collectors.joining(", "));
            faults.add(
                    pointer,
                    name(loss) + " needs a last layer with the activation " + names + ", which has "
                            + ActivationJson.name(last));
        }
        if (network.lastBias() == BiasInitializer.TARGET_PRIOR && !hasPrior(loss, last)) {
            faults.add(
                    pointer,
                    name(loss) + " does not go with a biasInitializer of target_prior after "
                            + ActivationJson.name(last));
        }
    }

    /** Whether the mean target, seen through the inverse of the activation, is where a prediction should start. */
    private static boolean hasPrior(Loss loss, Activation last) {
        return switch (loss) {
            case Loss.BinaryCrossEntropy _, Loss.CategoricalCrossEntropy _ -> true;
            case ElementLoss.Poisson _, ElementLoss.Hinge _ -> false;
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> last instanceof Activation.Linear;
        };
    }
}
