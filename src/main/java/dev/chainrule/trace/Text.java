package dev.chainrule.trace;

import dev.chainrule.web.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntFunction;

/** Numbers and sums as an explanation writes them. */
final class Text {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** A sum of more terms is shown by its first ones and its last. */
    private static final int MOST_TERMS = 6;

    private static final int FIRST_TERMS = 4;

    private Text() {}

    /** A finite number, rounded to at most 6 significant digits. */
    static String number(double value) {
        return Numbers.text(new BigDecimal(value).round(SIX_DIGITS).doubleValue());
    }

    /** A number behind an operator: in parentheses where it is negative. */
    static String operand(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    /** + value, or - where it is negative. */
    static String plus(double value) {
        return value < 0 ? " - " + number(-value) : " + " + number(value);
    }

    /** left*right. */
    static String product(double left, double right) {
        return number(left) + "*" + operand(right);
    }

    /** The {@code i}-th term of a sum of products: only the first one may begin with a minus. */
    static String term(int i, double left, double right) {
        return i == 0 ? product(left, right) : operand(left) + "*" + operand(right);
    }

    /** term(0) + term(1) + ..., shortened. */
    static String sum(int terms, IntFunction<String> term) {
        return join(" + ", terms, term);
    }

    /** [1, 2, ...], or the number alone where there is one. */
    static String list(double[] values) {
        return values.length == 1 ? number(values[0]) : "[" + join(", ", values.length, i -> number(values[i])) + "]";
    }

    private static String join(String separator, int terms, IntFunction<String> term) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < terms; i++) {
            if (terms > MOST_TERMS && i == FIRST_TERMS) {
                text.append(separator).append("...");
                i = terms - 1;
            }
            text.append(i == 0 ? "" : separator).append(term.apply(i));
        }
        return text.toString();
    }
}
