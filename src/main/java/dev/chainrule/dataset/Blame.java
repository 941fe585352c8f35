package dev.chainrule.dataset;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import tools.jackson.databind.JsonNode;

/** Where the faults of a {@link Selection} go: to properties of a JSON object or to query parameters. */
@FunctionalInterface
interface Blame {

    String TARGET = "target";
    String FEATURES = "features";
    String IGNORE = "ignore";

    /**
     * @param role one of the three above
     * @param index which of the names is wrong; -1: all of them together
     */
    void fault(String role, int index, String detail);

    static Blame query(Faults faults) {
        return (role, index, detail) -> faults.add(role, detail);
    }

    static Blame json(JsonObject json) {
        return (role, index, detail) -> {
            JsonNode node = json.get(role);
            boolean item = index >= 0 && node != null && node.isArray();
            json.faults().add(item ? json.pointer(role) + "/" + index : json.pointer(role), detail);
        };
    }
}
