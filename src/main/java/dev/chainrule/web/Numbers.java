package dev.chainrule.web;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Numbers as people write them. */
public final class Numbers {

    private Numbers() {}

    /** The value of a JSON number, infinite where it is too large, NaN for whatever is no number. */
    public static double of(JsonNode node) {
        return node.isNumber() ? node.numberValue().doubleValue() : Double.NaN;
    }

    /** A float as a double that prints the same: 0.1f as 0.1 rather than 0.10000000149011612. */
    public static double widen(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    /** The shortest text that reads back as {@code value}: 3 rather than 3.0, 0.001 rather than 1.0E-3. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e-6 && size < 1e15) {
            return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        }
        return Double.toString(value).replace(".0E", "E").replace('E', 'e');
    }
}
