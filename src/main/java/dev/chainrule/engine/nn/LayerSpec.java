package dev.chainrule.engine.nn;

import java.util.OptionalInt;

/** What a layer is, as a user defines it. */
public sealed interface LayerSpec {

    /**
     * A dense layer: z = x W + b, a = f(z), with x (B, inputs), W (inputs, units), b (units).
     *
     * @param units number of neurons; may be absent on the last layer until the targets are known
     * @param bias whether there is a b
     * @param l1 adds l1 * sum|w| over the weights to what is minimized
     * @param l2 adds l2 * sum(w^2) over the weights to what is minimized
     */
    record Dense(OptionalInt units, Activation activation, boolean bias, Initializer initializer, double l1, double l2)
            implements LayerSpec {
        public Dense {
            if (units.isPresent() && units.getAsInt() < 1) {
                throw new IllegalArgumentException("units must be at least 1, was " + units.getAsInt());
            }
            if (!(l1 >= 0 && l2 >= 0) || Double.isInfinite(l1) || Double.isInfinite(l2)) {
                throw new IllegalArgumentException("l1 and l2 must be at least 0, were " + l1 + " and " + l2);
            }
        }

        public Dense(OptionalInt units, Activation activation, boolean bias, Initializer initializer) {
            this(units, activation, bias, initializer, 0, 0);
        }

        public Dense(int units, Activation activation) {
            this(OptionalInt.of(units), activation, true, Initializer.GLOROT_UNIFORM);
        }
    }
}
