package dev.chainrule.web;

import dev.chainrule.support.Api;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request to be varied. */
record Request(JsonNode json) {

    static Request of(String json) {
        return new Request(Api.json(json));
    }

    /** The same with another value at a place; objects on the way there are made. A place that ends in "-" is behind an array. */
    Request with(String pointer, String value) {
        JsonNode changed = json.deepCopy();
        put(changed, JsonPointer.compile(pointer), Api.json(value));
        return new Request(changed);
    }

    private static void put(JsonNode root, JsonPointer pointer, JsonNode value) {
        JsonPointer head = pointer.head();
        if (root.at(head).isMissingNode()) {
            put(root, head, Api.json("{}"));
        }
        String name = pointer.last().getMatchingProperty();
        switch (root.at(head)) {
            case ArrayNode array when name.equals("-") -> array.add(value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            case ObjectNode object -> object.set(name, value);
            case JsonNode other -> throw new IllegalArgumentException(pointer + " is below " + other);
        }
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
