package dev.chainrule.web;

import java.math.BigDecimal;

/** Numbers as people write them. */
public final class Numbers {

    private Numbers() {}

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
