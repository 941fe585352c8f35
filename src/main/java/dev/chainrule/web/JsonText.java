package dev.chainrule.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON values as error messages show them. */
public final class JsonText {

    private static final int LONGEST = 60;

    private JsonText() {}

    /** A value of a request, shortened: 0, "fast", an object, an array. */
    public static String of(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "missing";
        }
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "an array";
        }
        if (value.isString()) {
            return quote(value.stringValue());
        }
        if (Double.isInfinite(Numbers.of(value))) {
            return "too large for a 64-bit number";
        }
        return value.isNumber() ? shorten(value.asString()) : value.toString();
    }

    public static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** A property name as a part of a JSON Pointer (RFC 6901). */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
