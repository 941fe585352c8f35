package dev.chainrule.training;

import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of gradient clipping: {@code {"norm": 1.0}} or {@code {"value": 0.5}}. */
final class ClippingJson {

    private ClippingJson() {}

    static ClippingSpec read(JsonObject clipping) {
        Optional<Double> norm = clipping.number("norm", Bounds.POSITIVE);
        Optional<Double> value = clipping.number("value", Bounds.POSITIVE);
        if (clipping.has("norm") == clipping.has("value")) {
            clipping.faults().add(clipping.pointer(), "must have either norm or value");
        }
        clipping.end();
        return norm.<ClippingSpec>map(ClippingSpec.Norm::new)
                .or(() -> value.map(ClippingSpec.Value::new))
                .orElseGet(ClippingSpec.None::new);
    }

    /** Empty where nothing is clipped. */
    static Optional<ObjectNode> write(ClippingSpec clipping) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (clipping) {
            case ClippingSpec.None _ -> Optional.empty();
            case ClippingSpec.Norm(double norm) -> Optional.of(json.put("norm", norm));
            case ClippingSpec.Value(double value) -> Optional.of(json.put("value", value));
        };
    }
}
