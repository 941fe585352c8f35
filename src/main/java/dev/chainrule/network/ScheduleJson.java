package dev.chainrule.network;

import dev.chainrule.engine.optim.ScheduleSpec;
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

/** The JSON form of a schedule: {@code "cosine"} or {@code {"type": "cosine", "minFactor": 0.1, "warmupEpochs": 2}}. */
public final class ScheduleJson {

    private static final int MOST_EPOCHS = 1_000_000;

    /** Above 0 and at most 1: a factor that a rate is reduced by. */
    private static final Bounds FACTOR = new Bounds(0, false, 1, true);

    private static final Bounds SHARE = new Bounds(0, true, 1, true);

    private static final Map<String, Function<JsonObject, ScheduleSpec>> KINDS = kinds();

    private ScheduleJson() {}

    private static Map<String, Function<JsonObject, ScheduleSpec>> kinds() {
        Map<String, Function<JsonObject, ScheduleSpec>> kinds = new LinkedHashMap<>();
        kinds.put("constant", s -> new ScheduleSpec.Constant(warmup(s)));
        kinds.put("step", s -> new ScheduleSpec.Step(factor(s, 0.1), epochs(s, "everyEpochs", 30), warmup(s)));
        kinds.put("exponential", s -> new ScheduleSpec.Exponential(factor(s, 0.95), warmup(s)));
        kinds.put(
                "inverse_time",
                s -> new ScheduleSpec.InverseTime(s.number("decay", Bounds.NOT_NEGATIVE, 0.01), warmup(s)));
        kinds.put("cosine", s -> new ScheduleSpec.Cosine(s.number("minFactor", SHARE, 0), warmup(s)));
        kinds.put("reduce_on_plateau", ScheduleJson::readPlateau);
        return Collections.unmodifiableMap(kinds);
    }

    /** The schedule under {@code name}; a constant one where it is absent, or its kind is a fault. */
    public static ScheduleSpec read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, Set.of()).orElse(ScheduleSpec.none());
    }

    private static ScheduleSpec readPlateau(JsonObject schedule) {
        double factor = factor(schedule, 0.1);
        int patience = epochs(schedule, "patience", 10);
        double minDelta = schedule.number("minDelta", Bounds.NOT_NEGATIVE, 0);
        return new ScheduleSpec.ReduceOnPlateau(factor, patience, minDelta, warmup(schedule));
    }

    private static double factor(JsonObject schedule, double whenAbsent) {
        return schedule.number("factor", FACTOR, whenAbsent);
    }

    private static int epochs(JsonObject schedule, String name, int whenAbsent) {
        return schedule.integer(name, 1, MOST_EPOCHS, whenAbsent);
    }

    private static int warmup(JsonObject schedule) {
        return schedule.integer("warmupEpochs", 0, MOST_EPOCHS, 0);
    }

    /** The schedule with every setting. */
    public static ObjectNode write(ScheduleSpec schedule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (schedule) {
            case ScheduleSpec.Constant _ -> json.put("type", "constant");
            case ScheduleSpec.Step step ->
                json.put("type", "step").put("factor", step.factor()).put("everyEpochs", step.everyEpochs());
            case ScheduleSpec.Exponential exponential ->
                json.put("type", "exponential").put("factor", exponential.factor());
            case ScheduleSpec.InverseTime inverse ->
                json.put("type", "inverse_time").put("decay", inverse.decay());
            case ScheduleSpec.Cosine cosine -> json.put("type", "cosine").put("minFactor", cosine.minFactor());
            case ScheduleSpec.ReduceOnPlateau plateau ->
                json.put("type", "reduce_on_plateau")
                        .put("factor", plateau.factor())
                        .put("patience", plateau.patience())
                        .put("minDelta", plateau.minDelta());
        }
        return json.put("warmupEpochs", schedule.warmupEpochs());
    }
}
