package dev.chainrule.engine.nn;

import java.util.OptionalInt;

/** What a layer is, as a user defines it. */
public sealed interface LayerSpec {

    /**
     * A dense layer: z = x W + b, a = f(z), with x (B, inputs), W (inputs, units), b (units).
     *
     * @param units number of neurons; may be absent on the last layer until the targets are known
     * @param bias whether there is a b
     */
    record Dense(OptionalInt units, Activation activation, boolean bias, Initializer initializer) implements LayerSpec {
        public Dense {
            if (units.isPresent() && units.getAsInt() < 1) {
                throw new IllegalArgumentException("units must be at least 1, was " + units.getAsInt());
            }
        }

        public Dense(int units, Activation activation) {
            this(OptionalInt.of(units), activation, true, Initializer.GLOROT_UNIFORM);
        }
    }
}
