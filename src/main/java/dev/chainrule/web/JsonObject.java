package dev.chainrule.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of a request, read property by property.
 *
 * <p>A fault does not stop the reading: it is added to the {@link Faults}, and the accessor answers with a harmless stand-in. After
 * the last property, {@link #end()} names the properties that nobody asked for. A property that is null counts as absent.
 */
public final class JsonObject {

    private final @Nullable JsonNode node;
    private final String pointer;
    private final Faults faults;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> later = new HashSet<>();

    private JsonObject(@Nullable JsonNode node, String pointer, Faults faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The object at {@code pointer}; anything else there is a fault, and what is returned has no properties. */
    public static JsonObject of(@Nullable JsonNode node, String pointer, Faults faults) {
        if (node == null || !node.isObject()) {
            faults.add(pointer, "must be an object, was " + JsonText.of(node));
            return new JsonObject(null, pointer, faults);
        }
        return new JsonObject(node, pointer, faults);
    }

    public String pointer() {
        return pointer;
    }

    /** The JSON Pointer of a property of this object. */
    public String pointer(String name) {
        return pointer + "/" + JsonText.escape(name);
    }

    public Faults faults() {
        return faults;
    }

    public void fault(String name, String detail) {
        faults.add(pointer(name), detail);
    }

    /** The property as it stands, or null where it is absent or null. */
    public @Nullable JsonNode get(String name) {
        asked.add(name);
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /** Says that a property has to be there, and was not. */
    public void missing(String name) {
        if (node != null) {
            fault(name, "is missing");
        }
    }

    public OptionalInt integer(String name, int min, int max) {
        JsonNode value = get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) wholeNumber(name, value, min, max));
    }

    public int integer(String name, int min, int max, int whenAbsent) {
        return integer(name, min, max).orElse(whenAbsent);
    }

    public long wholeNumber(String name, long min, long max, long whenAbsent) {
        JsonNode value = get(name);
        return value == null ? whenAbsent : wholeNumber(name, value, min, max);
    }

    private long wholeNumber(String name, JsonNode value, long min, long max) {
        double number = Numbers.of(value);
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            fault(name, "must be a whole number, was " + JsonText.of(value));
        } else if (number < min) {
            fault(name, "must be at least " + min + ", was " + JsonText.of(value));
        } else if (number > max) {
            fault(name, "must be at most " + max + ", was " + JsonText.of(value));
        } else {
            return (long) number;
        }
        return min;
    }

    public Optional<Double> number(String name, Bounds bounds) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        double number = Numbers.of(value);
        if (!Double.isFinite(number)) {
            fault(name, "must be a finite number, was " + JsonText.of(value));
        } else if (!bounds.contains(number)) {
            fault(name, bounds.demand() + ", was " + JsonText.of(value));
        } else {
            return Optional.of(number);
        }
        return Optional.empty();
    }

    public double number(String name, Bounds bounds, double whenAbsent) {
        return number(name, bounds).orElse(whenAbsent);
    }

    public boolean flag(String name, boolean whenAbsent) {
        JsonNode value = get(name);
        if (value == null) {
            return whenAbsent;
        }
        if (!value.isBoolean()) {
            fault(name, "must be true or false, was " + JsonText.of(value));
            return whenAbsent;
        }
        return value.booleanValue();
    }

    public Optional<String> text(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            fault(name, "must be a string, was " + JsonText.of(value));
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    /** A string that names one of {@code choices}; {@code later} are those that are known but not supported yet. */
    public <T> Optional<T> choice(String name, Map<String, T> choices, Set<String> later) {
        return text(name).flatMap(text -> choose(pointer(name), text, choices, later));
    }

    private <T> Optional<T> choose(String at, String text, Map<String, T> choices, Set<String> later) {
        T choice = choices.get(text);
        if (choice == null) {
            String kind = later.contains(text) ? " is not supported yet" : " is not known";
            faults.add(at, JsonText.quote(text) + kind + "; allowed are " + String.join(", ", choices.keySet()));
        }
        return Optional.ofNullable(choice);
    }

    /** The object under {@code name}, where it is there. */
    public Optional<JsonObject> object(String name) {
        JsonNode value = get(name);
        return value == null ? Optional.empty() : Optional.of(of(value, pointer(name), faults));
    }

    /** The objects of the array under {@code name}, in order; none where it is absent or no array. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; array != null && i < array.size(); i++) {
            objects.add(of(array.get(i), pointer(name) + "/" + i, faults));
        }
        return objects;
    }

    /** The array under {@code name}; null where it is absent or something else, which is a fault. */
    public @Nullable JsonNode array(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isArray()) {
            fault(name, "must be an array, was " + JsonText.of(value));
            return null;
        }
        return value;
    }

    /** The strings of the array under {@code name}, or of the single string there; empty where it is absent. */
    public List<String> texts(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        List<String> texts = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (item.isString()) {
                texts.add(item.stringValue());
            } else {
                faults.add(pointer(name) + "/" + i, "must be a string, was " + JsonText.of(item));
            }
        }
        return texts;
    }

    /** Refuses properties that the contract has and this version has not: they must not be silently ignored. */
    public void notYet(String... names) {
        for (String name : names) {
            later.add(name);
            if (has(name)) {
                fault(name, "is not supported yet");
            }
        }
    }

    /** Names every property that nobody asked for. */
    public void end() {
        if (node == null) {
            return;
        }
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                List<String> known = asked.stream()
                        .filter(property -> !later.contains(property))
                        .toList();
                String guess = known.stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .map(property -> "; did you mean " + property + "?")
                        .orElse("; allowed here are " + String.join(", ", known));
                fault(name, "unknown property" + guess);
            }
        }
    }
}
