package dev.chainrule.dataset;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Reads decimal numbers from characters without making strings of them; one object reads many. Digits with an optional sign, point
 * and exponent: narrower than what Java reads, which takes 1d, 0x1p3 and NaN.
 */
final class Decimal {

    /** The most digits that every long holds. */
    static final int MOST_DIGITS = 18;

    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_INFINITE = "-infinity".length();
    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = new double[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MOST_DIGITS; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private boolean negative;
    private long digits;
    private int scale;
    private boolean plain;

    /**
     * Reads {@code chars[from..to)}.
     *
     * @return the nearest double value; NaN if it is no number; infinite if it cannot be held as a 32-bit number
     */
    double read(char[] chars, int from, int to) {
        plain = false;
        if (from == to) {
            return Double.NaN;
        }
        boolean signed = chars[from] == '-' || chars[from] == '+';
        negative = chars[from] == '-';
        int start = signed ? from + 1 : from;
        int point = -1;
        int at = start;
        long value = 0;
        for (; at < to; at++) {
            int digit = chars[at] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (chars[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        int count = at - start - (point < 0 ? 0 : 1);
        if (count == 0) {
            return isInfinite(chars, from, to) ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (at < to && !isExponent(chars, at, to)) {
            return Double.NaN;
        }
        if (at < to || count > MOST_DIGITS) {
            double parsed = Double.parseDouble(new String(chars, from, to - from));
            return Math.abs(parsed) <= Float.MAX_VALUE ? parsed : Double.POSITIVE_INFINITY;
        }
        digits = value;
        scale = point < 0 ? 0 : at - point - 1;
        boolean zeros = chars[start] == '0' && count - scale > 1;
        plain = chars[from] != '+' && !zeros && point != start && point != at - 1;
        return value(negative, digits, scale);
    }

    private static boolean isExponent(char[] chars, int from, int to) {
        if (chars[from] != 'e' && chars[from] != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < to && (chars[at] == '-' || chars[at] == '+')) {
            at++;
        }
        int first = at;
        while (at < to && chars[at] >= '0' && chars[at] <= '9') {
            at++;
        }
        return at == to && at > first;
    }

    private static boolean isInfinite(char[] chars, int from, int to) {
        // almost no text begins so
        boolean signed = chars[from] == '+' || chars[from] == '-';
        int first = signed ? from + 1 : from;
        return to - from <= LONGEST_INFINITE
                && first < to
                && (chars[first] | 0x20) == 'i'
                && INFINITE.matcher(new String(chars, from, to - from)).matches();
    }

    /** Whether {@link #text} of what was read last gives back the very characters. */
    boolean isPlain() {
        return plain;
    }

    boolean isNegative() {
        return negative;
    }

    /** The digits of a plain number, without sign and point. */
    long digits() {
        return digits;
    }

    /** How many of them stand behind the point. */
    int scale() {
        return scale;
    }

    /** The double value nearest to digits / 10^scale. */
    static double value(boolean negative, long digits, int scale) {
        // two doubles without an error, so their quotient is rounded once (Clinger 1990)
        double value = digits <= EXACT
                ? digits / POWERS[scale]
                : BigDecimal.valueOf(digits, scale).doubleValue();
        return negative ? -value : value;
    }

    static String text(boolean negative, long digits, int scale) {
        String text = BigDecimal.valueOf(digits, scale).toPlainString();
        return negative ? "-" + text : text;
    }
}
