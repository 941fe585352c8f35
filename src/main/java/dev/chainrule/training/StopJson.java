package dev.chainrule.training;

import dev.chainrule.engine.train.StopRules;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of what ends a training early: {@code {"targetLoss", "patience", "minDelta", "restoreBest", "maxSeconds"}}. */
final class StopJson {

    private StopJson() {}

    static StopRules read(JsonObject stop) {
        OptionalDouble targetLoss = TrainingSettings.optional(stop.number("targetLoss", Bounds.NOT_NEGATIVE));
        OptionalInt patience = stop.integer("patience", 1, TrainingSettings.MOST_EPOCHS);
        double minDelta = stop.number("minDelta", Bounds.NOT_NEGATIVE, 0);
        boolean restoreBest = stop.flag("restoreBest", patience.isPresent());
        OptionalDouble maxSeconds = TrainingSettings.optional(stop.number("maxSeconds", Bounds.POSITIVE));
        stop.end();
        return new StopRules(targetLoss, patience, minDelta, restoreBest, maxSeconds);
    }

    /** With every setting; empty where nothing but the last epoch ends the training. */
    static Optional<ObjectNode> write(StopRules stop) {
        if (stop.equals(StopRules.NONE)) {
            return Optional.empty();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        stop.targetLoss().ifPresent(loss -> json.put("targetLoss", loss));
        stop.patience().ifPresent(epochs -> json.put("patience", epochs));
        json.put("minDelta", stop.minDelta());
        json.put("restoreBest", stop.restoreBest());
        stop.maxSeconds().ifPresent(seconds -> json.put("maxSeconds", seconds));
        return Optional.of(json);
    }
}
