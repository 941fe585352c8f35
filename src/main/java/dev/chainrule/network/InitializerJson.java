package dev.chainrule.network;

import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON form of an initializer: {@code "he_uniform"} or {@code {"type": "he_uniform"}}. */
public final class InitializerJson {

    private static final Map<String, Function<JsonObject, Initializer>> KINDS =
            Setting.plain(InitializerJson::name, List.of(Initializer.values()));

    private static final Set<String> LATER =
            Set.of("lecun_uniform", "lecun_normal", "uniform", "normal", "zeros", "constant");

    private InitializerJson() {}

    /** The initializer under {@code name}; empty where it is absent or a fault. */
    public static Optional<Initializer> read(JsonObject parent, String name) {
        return Setting.read(parent, name, KINDS, LATER);
    }

    public static JsonNode write(Initializer initializer) {
        return JsonNodeFactory.instance.stringNode(name(initializer));
    }

    private static String name(Initializer initializer) {
        return initializer.name().toLowerCase(Locale.ROOT);
    }
}
