package dev.chainrule.preparation;

import dev.chainrule.dataset.Cell;
import dev.chainrule.dataset.ColumnType;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of an instance, from JSON or from a query parameter.
 *
 * @param node null for text of a query parameter, in which a number is text too
 * @param text the value in words, null where it is no number, string or boolean
 */
record InstanceValue(@Nullable JsonNode node, @Nullable String text) {

    private static final int MOST_LISTED = 20;

    static InstanceValue of(JsonNode node) {
        if (node.isIntegralNumber()) {
            return new InstanceValue(node, node.asString());
        }
        if (node.isNumber()) {
            return new InstanceValue(node, Numbers.text(Numbers.of(node)));
        }
        return new InstanceValue(
                node, node.isString() || node.isBoolean() ? node.asString().strip() : null);
    }

    static InstanceValue ofText(String text) {
        return new InstanceValue(null, text.strip());
    }

    /** The number for a numeric input, or the days since 1970-01-01 for a date; the value is not missing. */
    double number(InputColumn column, String pointer, Faults faults) {
        if (column.type() == ColumnType.DATE) {
            double days = text == null || (node != null && !node.isString()) ? Double.NaN : Cell.epochDays(text);
            return finite(days, "an ISO 8601 date", column, pointer, faults);
        }
        double number = node != null ? Numbers.of(node) : Cell.number(String.valueOf(text));
        if (Math.abs(number) > Float.MAX_VALUE) {
            faults.add(pointer, column.name() + " is too large for a 32-bit number: " + shown());
            return 0;
        }
        return finite(number, "a number", column, pointer, faults);
    }

    private double finite(double value, String kind, InputColumn column, String pointer, Faults faults) {
        if (Double.isNaN(value)) {
            faults.add(pointer, column.name() + " must be " + kind + ", was " + shown());
            return 0;
        }
        return value;
    }

    boolean flag(InputColumn column, String pointer, Faults faults) {
        Boolean flag = text == null ? null : Cell.flag(text);
        if (flag == null) {
            faults.add(pointer, column.name() + " must be true or false, was " + shown());
            return false;
        }
        return flag;
    }

    /** The category, known or not; null where there is none, which is a fault. */
    @Nullable
    String category(InputColumn column, String pointer, Faults faults) {
        if (text == null) {
            faults.add(pointer, column.name() + " must be a category, was " + shown());
        }
        return text;
    }

    static String unknownCategory(InputColumn column, String category) {
        List<String> known = column.categories();
        String listed = String.join(", ", known.subList(0, Math.min(MOST_LISTED, known.size())));
        String more = known.size() > MOST_LISTED ? " and " + (known.size() - MOST_LISTED) + " more" : "";
        return column.name() + " has an unknown category, " + JsonText.quote(category) + "; known are " + listed + more;
    }

    /** Whether it is null, or text that stands for a missing value. */
    boolean isMissing() {
        return (node != null && !node.isString()) ? node.isNull() : Cell.isMissing(String.valueOf(text));
    }

    private String shown() {
        return node == null ? JsonText.quote(String.valueOf(text)) : JsonText.of(node);
    }
}
