package dev.chainrule.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A property whose kind is chosen by name, alone or with settings: {@code "adam"} or
 * {@code {"type": "adam", "learningRate": 0.01}}.
 */
public final class Setting {

    private Setting() {}

    /**
     * Reads the property {@code name} of {@code parent}.
     *
     * @param kinds reader of the settings for each name; without settings it gets an object without properties
     * @param later names that the contract has and this version has not
     * @return empty where the property is absent or its kind is a fault
     */
    public static <T> Optional<T> read(
            JsonObject parent, String name, Map<String, Function<JsonObject, T>> kinds, Set<String> later) {
        JsonNode value = parent.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isString()) {
            JsonNode nothing = JsonNodeFactory.instance.objectNode();
            JsonObject settings = JsonObject.of(nothing, parent.pointer(name), parent.faults());
            return parent.choice(name, kinds, later).map(kind -> kind.apply(settings));
        }
        if (value.isObject()) {
            return readObject(JsonObject.of(value, parent.pointer(name), parent.faults()), kinds, later);
        }
        parent.fault(name, "must be a string or an object with a type, was " + JsonText.of(value));
        return Optional.empty();
    }

    /** Reads an object whose {@code type} says what else it has; of an unknown type nothing else is asked. */
    public static <T> Optional<T> readObject(
            JsonObject object, Map<String, Function<JsonObject, T>> kinds, Set<String> later) {
        if (!object.has("type")) {
            object.missing("type");
            return Optional.empty();
        }
        Optional<T> setting = object.choice("type", kinds, later).map(kind -> kind.apply(object));
        if (setting.isPresent()) {
            object.end();
        }
        return setting;
    }

    /** The table of kinds that have no settings, in the order in which messages list them. */
    public static <T> Map<String, Function<JsonObject, T>> plain(Function<T, String> nameOf, List<T> kinds) {
        Map<String, Function<JsonObject, T>> table = new LinkedHashMap<>();
        for (T kind : kinds) {
            table.put(nameOf.apply(kind), settings -> kind);
        }
        return Collections.unmodifiableMap(table);
    }
}
