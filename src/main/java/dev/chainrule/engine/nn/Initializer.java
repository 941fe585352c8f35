package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.RandomStream;

/**
 * How a layer's weights start. A weight is drawn from a uniform distribution over (-limit, limit) or from a normal one, not
 * truncated, whose width follows from the number of inputs (fan in) and units (fan out).
 *
 * <p>Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 16; He et al. 2015,
 * "Delving deep into rectifiers", eq. 10.
 */
public enum Initializer {
    /** limit sqrt(6 / (in + out)). */
    GLOROT_UNIFORM,
    /** standard deviation sqrt(2 / (in + out)). */
    GLOROT_NORMAL,
    /** limit sqrt(6 / in). */
    HE_UNIFORM,
    /** standard deviation sqrt(2 / in). */
    HE_NORMAL;

    /**
     * Fills {@code weights (inputs, units)} at {@code offset}: a pure function of {@code seed} and {@code layer}.
     *
     * @param layer index of the layer, from 0
     */
    void fill(float[] weights, int offset, int inputs, int units, long seed, int layer) {
        RandomStream random = new RandomStream(seed, RandomStream.Purpose.INITIAL_VALUES, layer);
        int end = offset + inputs * units;
        switch (this) {
            case GLOROT_UNIFORM -> uniform(weights, offset, end, Math.sqrt(6.0 / (inputs + units)), random);
            case GLOROT_NORMAL -> normal(weights, offset, end, Math.sqrt(2.0 / (inputs + units)), random);
            case HE_UNIFORM -> uniform(weights, offset, end, Math.sqrt(6.0 / inputs), random);
            case HE_NORMAL -> normal(weights, offset, end, Math.sqrt(2.0 / inputs), random);
        }
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
