package dev.chainrule.network;

import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of an initializer: {@code "he_uniform"} or {@code {"type": "uniform", "limit": 0.05}}. */
public final class InitializerJson {

    /** What a 32-bit number can hold. */
    private static final Bounds WIDTH = new Bounds(0, false, Float.MAX_VALUE, true);

    private static final Bounds VALUE = new Bounds(-Float.MAX_VALUE, true, Float.MAX_VALUE, true);

    private static final Map<String, Function<JsonObject, Initializer>> KINDS = kinds();

    private InitializerJson() {}

    private static Map<String, Function<JsonObject, Initializer>> kinds() {
        Map<String, Function<JsonObject, Initializer>> kinds = new LinkedHashMap<>();
        for (Initializer.Scaled scaled : Initializer.Scaled.values()) {
            kinds.put(name(scaled), settings -> scaled);
        }
        kinds.put(
                "uniform",
                settings ->
                        new Initializer.Uniform(settings.number("limit", WIDTH, Initializer.Uniform.DEFAULT_LIMIT)));
        kinds.put(
                "normal",
                settings -> new Initializer.Normal(
                        settings.number("standardDeviation", WIDTH, Initializer.Normal.DEFAULT_DEVIATION)));
        kinds.put("zeros", settings -> new Initializer.Zeros());
        kinds.put("constant", settings -> new Initializer.Constant(settings.number("value", VALUE, 0)));
        return Collections.unmodifiableMap(kinds);
    }

    /** The initializer under {@code name}; empty where it is absent or a fault. */
    public static Optional<Initializer> read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, Set.of());
    }

    public static JsonNode write(Initializer initializer) {
        return switch (initializer) {
            case Initializer.Scaled scaled -> JsonNodeFactory.instance.stringNode(name(scaled));
            case Initializer.Uniform(double limit) -> object("uniform").put("limit", limit);
            case Initializer.Normal(double deviation) -> object("normal").put("standardDeviation", deviation);
            case Initializer.Zeros() -> JsonNodeFactory.instance.stringNode("zeros");
            case Initializer.Constant(double value) -> object("constant").put("value", value);
        };
    }

    private static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static String name(Initializer.Scaled initializer) {
        return initializer.name().toLowerCase(Locale.ROOT);
    }
}
