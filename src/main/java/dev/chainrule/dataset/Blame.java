package dev.chainrule.dataset;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import tools.jackson.databind.JsonNode;

/** Where the faults of a {@link Selection} go: to properties of a JSON object or to query parameters. */
@FunctionalInterface
interface Blame {

    String TARGET = "target";
    String FEATURES = "features";
    String IGNORE = "ignore";
    String WEIGHT = "weight";
    String TYPES = "types";

    /** For a selection that was accepted before, or is looked at again later. */
    Blame NOBODY = (role, index, detail) -> {};

    /**
     * @param role one of the above
     * @param index which of the names is wrong; -1: all of them together
     */
    void fault(String role, int index, String detail);

    /** The type that was given to a column is wrong. */
    default void typeFault(String column, String detail) {
        fault(TYPES, -1, detail);
    }

    static Blame query(Faults faults) {
        return (role, index, detail) -> faults.add(role, detail);
    }

    static Blame json(JsonObject json) {
        return new Blame() {
            @Override
            public void fault(String role, int index, String detail) {
                JsonNode node = json.get(role);
                boolean item = index >= 0 && node != null && node.isArray();
                json.faults().add(item ? json.pointer(role) + "/" + index : json.pointer(role), detail);
            }

            @Override
            public void typeFault(String column, String detail) {
                json.faults().add(json.pointer(TYPES) + "/" + JsonText.escape(column), detail);
            }
        };
    }
}
