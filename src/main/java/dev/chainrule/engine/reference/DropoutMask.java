package dev.chainrule.engine.reference;

/** What a dropout layer multiplies its values by. */
@FunctionalInterface
public interface DropoutMask {

    /** Nothing is dropped. */
    DropoutMask NONE = (layer, row, unit) -> 1;

    double factor(int layer, int row, int unit);
}
