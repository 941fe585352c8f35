package dev.chainrule.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cell of a table says, whatever it was uploaded as. Blanks around it do not count. */
public final class Cell {

    private static final Set<String> MISSING = Set.of("", "NA", "NaN", "null");
    private static final int LONGEST_MISSING = 4;
    /** The length of a date without a time. */
    private static final int DAY = "2000-01-01".length();

    private static final double SECONDS_OF_A_DAY = 86_400;

    private Cell() {}

    /** Whether the cell is empty or says NA, NaN or null. */
    public static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip());
    }

    /** The same of {@code chars[from..to)}, which has no blanks around it. */
    static boolean isMissing(char[] chars, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return true;
        }
        char first = chars[from];
        return length <= LONGEST_MISSING
                && (first == 'N' || first == 'n')
                && MISSING.contains(new String(chars, from, length));
    }

    /**
     * The decimal number that the cell is, NaN if it is none. What cannot be held as a 32-bit number, such as 1e999 or Infinity, is
     * infinite.
     */
    public static double number(String cell) {
        char[] text = cell.strip().toCharArray();
        return new Decimal().read(text, 0, text.length);
    }

    /** The boolean that the cell is, in any case; null if it is none. */
    public static @Nullable Boolean flag(String cell) {
        String text = cell.strip();
        if (text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    /** The same of {@code chars[from..to)}, which has no blanks around it. */
    static @Nullable Boolean flag(char[] chars, int from, int to) {
        boolean candidate =
                (to - from == 4 && (chars[from] | 0x20) == 't') || (to - from == 5 && (chars[from] | 0x20) == 'f');
        return candidate ? flag(new String(chars, from, to - from)) : null;
    }

    /** The number of {@code chars[from..to)}; less than any part of a date where there is something else than digits. */
    private static int digits(char[] chars, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /**
     * The ISO 8601 date, or date with time (after T or a blank; without an offset it is UTC), that the cell is, in days since
     * 1970-01-01; NaN if it is none.
     */
    public static double epochDays(String cell) {
        char[] text = cell.strip().toCharArray();
        return epochDays(text, 0, text.length);
    }

    /** The same of {@code chars[from..to)}, which has no blanks around it. */
    static double epochDays(char[] chars, int from, int to) {
        if (to - from < DAY || chars[from + 4] != '-' || chars[from + 7] != '-') {
            return Double.NaN;
        }
        try {
            return to - from == DAY
                    ? LocalDate.of(
                                    digits(chars, from, from + 4),
                                    digits(chars, from + 5, from + 7),
                                    digits(chars, from + 8, to))
                            .toEpochDay()
                    : epochDaysWithTime(new String(chars, from, to - from));
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static double epochDaysWithTime(String text) {
        String time = text.charAt(DAY) == ' ' ? text.substring(0, DAY) + "T" + text.substring(DAY + 1) : text;
        boolean offset = time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-', DAY) > 0;
        OffsetDateTime instant =
                offset ? OffsetDateTime.parse(time) : LocalDateTime.parse(time).atOffset(ZoneOffset.UTC);
        return (instant.toEpochSecond() + instant.getNano() * 1e-9) / SECONDS_OF_A_DAY;
    }
}
