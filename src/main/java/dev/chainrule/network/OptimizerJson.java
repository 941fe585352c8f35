package dev.chainrule.network;

import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdadeltaSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdagradSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamWSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamaxSpec;
import dev.chainrule.engine.optim.OptimizerSpec.LionSpec;
import dev.chainrule.engine.optim.OptimizerSpec.NadamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.RmspropSpec;
import dev.chainrule.engine.optim.OptimizerSpec.SgdSpec;
import dev.chainrule.engine.optim.WeightDecay;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of an optimizer: {@code "adam"} or {@code {"type": "adam", "learningRate": 0.01}}. */
public final class OptimizerJson {

    private static final double ADAM_RATE = 0.001;
    private static final double ADAMW_DECAY = 0.01;

    private static final Map<String, Function<JsonObject, OptimizerSpec>> KINDS = kinds();

    private OptimizerJson() {}

    private static Map<String, Function<JsonObject, OptimizerSpec>> kinds() {
        Map<String, Function<JsonObject, OptimizerSpec>> kinds = new LinkedHashMap<>();
        kinds.put("sgd", OptimizerJson::readSgd);
        kinds.put("adam", o -> new AdamSpec(rate(o, ADAM_RATE), moments(o), decay(o, 0)));
        kinds.put("adamw", o -> new AdamWSpec(rate(o, ADAM_RATE), moments(o), decay(o, ADAMW_DECAY)));
        kinds.put("nadam", o -> new NadamSpec(rate(o, 0.002), moments(o), decay(o, 0)));
        kinds.put("adamax", o -> new AdamaxSpec(rate(o, 0.002), moments(o), decay(o, 0)));
        kinds.put("rmsprop", OptimizerJson::readRmsprop);
        kinds.put("adagrad", o -> new AdagradSpec(rate(o, 0.01), epsilon(o, 1e-10), decay(o, 0)));
        kinds.put("adadelta", o -> new AdadeltaSpec(rate(o, 1), rho(o, 0.9), epsilon(o, 1e-6), decay(o, 0)));
        kinds.put("lion", OptimizerJson::readLion);
        return Collections.unmodifiableMap(kinds);
    }

    /** The optimizer under {@code name}; Adam with its defaults where it is absent, or its kind is a fault. */
    public static OptimizerSpec read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, Set.of()).orElseGet(() -> new AdamSpec(ADAM_RATE));
    }

    private static OptimizerSpec readSgd(JsonObject settings) {
        double learningRate = rate(settings, 0.01);
        double momentum = momentum(settings);
        boolean nesterov = settings.flag("nesterov", false);
        return new SgdSpec(learningRate, momentum, nesterov, decay(settings, 0));
    }

    private static OptimizerSpec readRmsprop(JsonObject settings) {
        double learningRate = rate(settings, 0.01);
        double rho = rho(settings, 0.99);
        double epsilon = epsilon(settings, Moments.DEFAULT.epsilon());
        return new RmspropSpec(learningRate, rho, epsilon, momentum(settings), decay(settings, 0));
    }

    private static OptimizerSpec readLion(JsonObject settings) {
        double learningRate = rate(settings, 1e-4);
        double beta1 = settings.number("beta1", Bounds.FRACTION, 0.9);
        double beta2 = settings.number("beta2", Bounds.FRACTION, 0.99);
        return new LionSpec(learningRate, beta1, beta2, decay(settings, 0));
    }

    private static double rate(JsonObject settings, double whenAbsent) {
        return settings.number("learningRate", Bounds.POSITIVE, whenAbsent);
    }

    private static double momentum(JsonObject settings) {
        return settings.number("momentum", Bounds.FRACTION, 0);
    }

    private static double rho(JsonObject settings, double whenAbsent) {
        return settings.number("rho", Bounds.FRACTION, whenAbsent);
    }

    private static double epsilon(JsonObject settings, double whenAbsent) {
        return settings.number("epsilon", Bounds.POSITIVE, whenAbsent);
    }

    private static Moments moments(JsonObject settings) {
        double beta1 = settings.number("beta1", Bounds.FRACTION, Moments.DEFAULT.beta1());
        double beta2 = settings.number("beta2", Bounds.FRACTION, Moments.DEFAULT.beta2());
        return new Moments(beta1, beta2, epsilon(settings, Moments.DEFAULT.epsilon()));
    }

    private static WeightDecay decay(JsonObject settings, double whenAbsent) {
        double factor = settings.number("weightDecay", Bounds.NOT_NEGATIVE, whenAbsent);
        return new WeightDecay(factor, settings.flag("decayBiases", true));
    }

    /** The optimizer with every setting. */
    public static ObjectNode write(OptimizerSpec optimizer) {
        ObjectNode json = switch (optimizer) {
            case SgdSpec sgd ->
                start("sgd", sgd).put("momentum", sgd.momentum()).put("nesterov", sgd.nesterov());
            case AdamSpec adam -> put(adam.moments(), start("adam", adam));
            case AdamWSpec adamW -> put(adamW.moments(), start("adamw", adamW));
            case NadamSpec nadam -> put(nadam.moments(), start("nadam", nadam));
            case AdamaxSpec adamax -> put(adamax.moments(), start("adamax", adamax));
            case RmspropSpec rmsprop ->
                start("rmsprop", rmsprop)
                        .put("rho", rmsprop.rho())
                        .put("epsilon", rmsprop.epsilon())
                        .put("momentum", rmsprop.momentum());
            case AdagradSpec adagrad -> start("adagrad", adagrad).put("epsilon", adagrad.epsilon());
            case AdadeltaSpec adadelta ->
                start("adadelta", adadelta).put("rho", adadelta.rho()).put("epsilon", adadelta.epsilon());
            case LionSpec lion -> start("lion", lion).put("beta1", lion.beta1()).put("beta2", lion.beta2());
        };
        return json.put("weightDecay", optimizer.decay().factor())
                .put("decayBiases", optimizer.decay().biases());
    }

    private static ObjectNode start(String type, OptimizerSpec optimizer) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("learningRate", optimizer.learningRate());
    }

    private static ObjectNode put(Moments moments, ObjectNode json) {
        return json.put("beta1", moments.beta1()).put("beta2", moments.beta2()).put("epsilon", moments.epsilon());
    }
}
