package dev.chainrule.network;

import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.SgdSpec;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of an optimizer: {@code "adam"} or {@code {"type": "adam", "learningRate": 0.01}}. */
public final class OptimizerJson {

    private static final double SGD_RATE = 0.01;
    private static final double ADAM_RATE = 0.001;

    private static final Map<String, Function<JsonObject, OptimizerSpec>> KINDS = kinds();

    private static final Set<String> LATER = Set.of("adamw", "nadam", "adamax", "rmsprop", "adagrad", "adadelta");

    private OptimizerJson() {}

    private static Map<String, Function<JsonObject, OptimizerSpec>> kinds() {
        Map<String, Function<JsonObject, OptimizerSpec>> kinds = new LinkedHashMap<>();
        kinds.put("sgd", OptimizerJson::readSgd);
        kinds.put("adam", OptimizerJson::readAdam);
        return Collections.unmodifiableMap(kinds);
    }

    /** The optimizer under {@code name}; Adam with its defaults where it is absent, or its kind is a fault. */
    public static OptimizerSpec read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, LATER).orElseGet(() -> new AdamSpec(ADAM_RATE));
    }

    private static OptimizerSpec readSgd(JsonObject settings) {
        double learningRate = settings.number("learningRate", Bounds.POSITIVE, SGD_RATE);
        double momentum = settings.number("momentum", Bounds.FRACTION, 0);
        settings.notYet("nesterov", "weightDecay", "decayBiases");
        return new SgdSpec(learningRate, momentum);
    }

    private static OptimizerSpec readAdam(JsonObject settings) {
        double learningRate = settings.number("learningRate", Bounds.POSITIVE, ADAM_RATE);
        double beta1 = settings.number("beta1", Bounds.FRACTION, AdamSpec.DEFAULT_BETA1);
        double beta2 = settings.number("beta2", Bounds.FRACTION, AdamSpec.DEFAULT_BETA2);
        double epsilon = settings.number("epsilon", Bounds.POSITIVE, AdamSpec.DEFAULT_EPSILON);
        settings.notYet("weightDecay", "decayBiases");
        return new AdamSpec(learningRate, beta1, beta2, epsilon);
    }

    /** The optimizer with every setting. */
    public static ObjectNode write(OptimizerSpec optimizer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (optimizer) {
            case SgdSpec(double learningRate, double momentum) ->
                json.put("type", "sgd").put("learningRate", learningRate).put("momentum", momentum);
            case AdamSpec(double learningRate, double beta1, double beta2, double epsilon) ->
                json.put("type", "adam")
                        .put("learningRate", learningRate)
                        .put("beta1", beta1)
                        .put("beta2", beta2)
                        .put("epsilon", epsilon);
        };
    }
}
