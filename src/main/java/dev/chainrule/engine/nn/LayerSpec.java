package dev.chainrule.engine.nn;

import java.util.OptionalInt;

/** What a layer is, as a user defines it. All but dense layers give as many values as they get. */
public sealed interface LayerSpec {

    /**
     * A dense layer: z = x W + b, a = f(z), with x (B, inputs), W (inputs, units), b (units).
     *
     * @param units number of neurons; may be absent on the last layer until the targets are known
     * @param bias whether there is a b
     * @param l1 adds l1 * sum|w| over the weights to what is minimized
     * @param l2 adds l2 * sum(w^2) over the weights to what is minimized
     * @param biasInitializer how b starts, where there is one
     */
    record Dense(
            OptionalInt units,
            Activation activation,
            boolean bias,
            Initializer initializer,
            double l1,
            double l2,
            BiasInitializer biasInitializer)
            implements LayerSpec {
        public Dense {
            if (units.isPresent() && units.getAsInt() < 1) {
                throw new IllegalArgumentException("units must be at least 1, was " + units.getAsInt());
            }
            if (!(l1 >= 0 && l2 >= 0) || Double.isInfinite(l1) || Double.isInfinite(l2)) {
                throw new IllegalArgumentException("l1 and l2 must be at least 0, were " + l1 + " and " + l2);
            }
            if (biasInitializer == BiasInitializer.TARGET_PRIOR && !bias) {
                throw new IllegalArgumentException("there is no bias that could start at the prior of the targets");
            }
        }

        public Dense(
                OptionalInt units, Activation activation, boolean bias, Initializer initializer, double l1, double l2) {
            this(units, activation, bias, initializer, l1, l2, BiasInitializer.ZEROS);
        }

        public Dense(OptionalInt units, Activation activation, boolean bias, Initializer initializer) {
            this(units, activation, bias, initializer, 0, 0);
        }

        public Dense(int units, Activation activation) {
            this(OptionalInt.of(units), activation, true, Initializer.GLOROT_UNIFORM);
        }
    }

    /**
     * In training each value is dropped, that is replaced by 0, with probability {@code rate}, and the others are divided by 1 - rate,
     * so that their expectation stays. Otherwise values pass unchanged.
     *
     * <p>Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"; inverted, as section 10 has it.
     *
     * @param rate at least 0, below 1
     */
    record Dropout(double rate) implements LayerSpec {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("rate must be at least 0 and below 1, was " + rate);
            }
        }
    }

    /** z = (x - mean) / sqrt(variance + epsilon) * scale + shift, a = f(z), with scale (units), shift (units) and the biased variance. */
    sealed interface Normalization extends LayerSpec {
        double DEFAULT_EPSILON = 1e-5;

        Activation activation();

        double epsilon();
    }

    /** Mean and variance of each row, over its units. Ba, Kiros and Hinton 2016, "Layer normalization", eq. 3 and 4. */
    record LayerNormalization(Activation activation, double epsilon) implements Normalization {
        public LayerNormalization {
            requireEpsilon(epsilon);
        }
    }

    /**
     * In training mean and variance of each unit, over the rows of the batch; otherwise running ones, which each batch of n &gt; 1 rows
     * moves: running = (1 - momentum) running + momentum batch, with the unbiased variance, of divisor n - 1.
     *
     * <p>Ioffe and Szegedy 2015, "Batch normalization: accelerating deep network training by reducing internal covariate shift",
     * algorithm 1.
     *
     * @param momentum share of the batch in the running values, from 0 to 1
     */
    record BatchNormalization(Activation activation, double epsilon, double momentum) implements Normalization {
        public static final double DEFAULT_MOMENTUM = 0.1;

        public BatchNormalization {
            requireEpsilon(epsilon);
            if (!(momentum >= 0 && momentum <= 1)) {
                throw new IllegalArgumentException("momentum must be from 0 to 1, was " + momentum);
            }
        }
    }

    private static void requireEpsilon(double epsilon) {
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("epsilon must be greater than 0, was " + epsilon);
        }
    }
}
