package dev.chainrule.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a cell of a table says, whatever it was uploaded as. Blanks around it do not count. */
public final class Cell {

    private static final Set<String> MISSING = Set.of("", "NA", "NaN", "null");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final double SECONDS_OF_A_DAY = 86_400;

    private Cell() {}

    /** Whether the cell is empty or says NA, NaN or null. */
    public static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip());
    }

    /**
     * The decimal number that the cell is, NaN if it is none. What cannot be held as a 32-bit number, such as 1e999 or Infinity, is
     * infinite.
     */
    public static double number(String cell) {
        String text = cell.strip();
        if (isDecimal(text)) {
            double value = Double.parseDouble(text);
            return Math.abs(value) <= Float.MAX_VALUE ? value : Double.POSITIVE_INFINITY;
        }
        return INFINITE.matcher(text).matches() ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    /** Digits with an optional sign, point and exponent: narrower than what Java reads, which takes 1d, 0x1p3 and NaN. */
    private static boolean isDecimal(String text) {
        int at = 0;
        int length = text.length();
        if (at < length && isSign(text.charAt(at))) {
            at++;
        }
        int digits = 0;
        boolean point = false;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (isDigit(c)) {
                digits++;
            } else {
                break;
            }
        }
        if (digits == 0 || at == length) {
            return digits > 0;
        }
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        at++;
        if (at < length && isSign(text.charAt(at))) {
            at++;
        }
        int exponent = at;
        while (at < length && isDigit(text.charAt(at))) {
            at++;
        }
        return at == length && at > exponent;
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The boolean that the cell is, in any case; null if it is none. */
    public static @Nullable Boolean flag(String cell) {
        String text = cell.strip();
        if (text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    /**
     * The ISO 8601 date, or date with time (after T or a blank; without an offset it is UTC), that the cell is, in days since
     * 1970-01-01; NaN if it is none.
     */
    public static double epochDays(String cell) {
        String text = cell.strip();
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Double.NaN;
        }
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).toEpochDay();
            }
            String time = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
            boolean offset = time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-', 10) > 0;
            OffsetDateTime instant = offset
                    ? OffsetDateTime.parse(time)
                    : LocalDateTime.parse(time).atOffset(ZoneOffset.UTC);
            return (instant.toEpochSecond() + instant.getNano() * 1e-9) / SECONDS_OF_A_DAY;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
