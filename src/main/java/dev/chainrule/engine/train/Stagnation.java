package dev.chainrule.engine.train;

/**
 * For how long a loss has not fallen.
 *
 * @param lowest the loss when it last fell; infinite before
 * @param epochs how many epochs have passed since
 */
public record Stagnation(double lowest, int epochs) {

    static final Stagnation NONE = new Stagnation(Double.POSITIVE_INFINITY, 0);

    /** After another epoch; it counts as a fall if the loss is lower than the lowest by more than {@code minDelta}. */
    Stagnation after(double loss, double minDelta) {
        return loss < lowest - minDelta ? new Stagnation(loss, 0) : new Stagnation(lowest, epochs + 1);
    }

    /** Counted anew, against the same loss. */
    Stagnation anew() {
        return new Stagnation(lowest, 0);
    }
}
