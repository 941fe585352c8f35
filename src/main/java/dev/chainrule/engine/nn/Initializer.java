package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.RandomStream;
import java.util.Arrays;

/** How a layer's weights start: drawn from a uniform distribution over (-limit, limit) or from a normal one, not truncated, or alike. */
public sealed interface Initializer {

    /** What a layer has of which nothing else is said. */
    Initializer GLOROT_UNIFORM = Scaled.GLOROT_UNIFORM;

    /**
     * Fills {@code weights (inputs, units)} at {@code offset}: a pure function of {@code seed} and {@code layer}.
     *
     * @param layer index of the layer, from 0
     */
    void fill(float[] weights, int offset, int inputs, int units, long seed, int layer);

    /**
     * The width follows from the number of inputs (fan in) and units (fan out).
     *
     * <p>Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 16; He et al. 2015,
     * "Delving deep into rectifiers", eq. 10; LeCun et al. 1998, "Efficient BackProp", eq. 16.
     */
    enum Scaled implements Initializer {
        /** limit sqrt(6 / (in + out)). */
        GLOROT_UNIFORM,
        /** standard deviation sqrt(2 / (in + out)). */
        GLOROT_NORMAL,
        /** limit sqrt(6 / in). */
        HE_UNIFORM,
        /** standard deviation sqrt(2 / in). */
        HE_NORMAL,
        /** limit sqrt(3 / in). */
        LECUN_UNIFORM,
        /** standard deviation sqrt(1 / in). */
        LECUN_NORMAL;

        @Override
        public void fill(float[] weights, int offset, int inputs, int units, long seed, int layer) {
            RandomStream random = stream(seed, layer);
            int end = offset + inputs * units;
            switch (this) {
                case GLOROT_UNIFORM -> uniform(weights, offset, end, Math.sqrt(6.0 / (inputs + units)), random);
                case GLOROT_NORMAL -> normal(weights, offset, end, Math.sqrt(2.0 / (inputs + units)), random);
                case HE_UNIFORM -> uniform(weights, offset, end, Math.sqrt(6.0 / inputs), random);
                case HE_NORMAL -> normal(weights, offset, end, Math.sqrt(2.0 / inputs), random);
                case LECUN_UNIFORM -> uniform(weights, offset, end, Math.sqrt(3.0 / inputs), random);
                case LECUN_NORMAL -> normal(weights, offset, end, Math.sqrt(1.0 / inputs), random);
            }
        }
    }

    record Uniform(double limit) implements Initializer {
        public static final double DEFAULT_LIMIT = 0.05;

        @Override
        public void fill(float[] weights, int offset, int inputs, int units, long seed, int layer) {
            uniform(weights, offset, offset + inputs * units, limit, stream(seed, layer));
        }
    }

    record Normal(double standardDeviation) implements Initializer {
        public static final double DEFAULT_DEVIATION = 0.05;

        @Override
        public void fill(float[] weights, int offset, int inputs, int units, long seed, int layer) {
            normal(weights, offset, offset + inputs * units, standardDeviation, stream(seed, layer));
        }
    }

    record Zeros() implements Initializer {
        @Override
        public void fill(float[] weights, int offset, int inputs, int units, long seed, int layer) {
            Arrays.fill(weights, offset, offset + inputs * units, 0f);
        }
    }

    record Constant(double value) implements Initializer {
        @Override
        public void fill(float[] weights, int offset, int inputs, int units, long seed, int layer) {
            Arrays.fill(weights, offset, offset + inputs * units, (float) value);
        }
    }

    private static RandomStream stream(long seed, int layer) {
        return new RandomStream(seed, RandomStream.Purpose.INITIAL_VALUES, layer);
    }

    private static void uniform(float[] weights, int from, int to, double limit, RandomStream random) {
        for (int i = from; i < to; i++) {
            weights[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
    }

    private static void normal(float[] weights, int from, int to, double standardDeviation, RandomStream random) {
        for (int i = from; i < to; i++) {
            weights[i] = (float) (random.nextGaussian() * standardDeviation);
        }
    }
}
