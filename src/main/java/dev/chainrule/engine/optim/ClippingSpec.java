package dev.chainrule.engine.optim;

/** How a gradient is kept from becoming too large: see {@link GradientClipping}. */
public sealed interface ClippingSpec {

    /** The gradient stays as it is. */
    record None() implements ClippingSpec {}

    /** The whole gradient is scaled down to at most this Euclidean norm. */
    record Norm(double norm) implements ClippingSpec {
        public Norm {
            Checks.requirePositive("norm", norm);
        }
    }

    /** Each entry is brought between -value and value. */
    record Value(double value) implements ClippingSpec {
        public Value {
            Checks.requirePositive("value", value);
        }
    }
}
