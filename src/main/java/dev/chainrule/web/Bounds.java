package dev.chainrule.web;

/** An interval of numbers, with the words for a value outside it. */
public record Bounds(double min, boolean minAllowed, double max, boolean maxAllowed) {

    public static final Bounds ANY = new Bounds(-Double.MAX_VALUE, true, Double.MAX_VALUE, true);
    public static final Bounds POSITIVE = new Bounds(0, false, Double.MAX_VALUE, true);
    public static final Bounds NOT_NEGATIVE = new Bounds(0, true, Double.MAX_VALUE, true);
    /** At least 0 and below 1. */
    public static final Bounds FRACTION = new Bounds(0, true, 1, false);
    /** Above 0 and below 1. */
    public static final Bounds INNER_FRACTION = new Bounds(0, false, 1, false);

    boolean contains(double value) {
        return (minAllowed ? value >= min : value > min) && (maxAllowed ? value <= max : value < max);
    }

    /** For example "must be greater than 0 and below 1". */
    String demand() {
        String low = (minAllowed ? "at least " : "greater than ") + Numbers.text(min);
        String high = (maxAllowed ? "at most " : "below ") + Numbers.text(max);
        if (max == Double.MAX_VALUE) {
            return "must be " + low;
        }
        return min == -Double.MAX_VALUE ? "must be " + high : "must be " + low + " and " + high;
    }
}
