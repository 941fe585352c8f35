package dev.chainrule.dataset;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The order of classes and categories: numerical if all are integers, else by code point. */
public final class Labels {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

    /** Compares code points; String itself compares UTF-16 units, which differ beyond U+FFFF. */
    static final Comparator<String> BY_CODE_POINT = (a, b) -> {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(a.codePointAt(i), b.codePointAt(i));
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private Labels() {}

    /** The distinct {@code labels} in label order. */
    public static List<String> ordered(Collection<String> labels) {
        boolean integers =
                labels.stream().allMatch(label -> INTEGER.matcher(label).matches());
        Comparator<String> order = integers
                ? Comparator.<String, BigInteger>comparing(BigInteger::new).thenComparing(BY_CODE_POINT)
                : BY_CODE_POINT;
        return labels.stream().distinct().sorted(order).toList();
    }
}
