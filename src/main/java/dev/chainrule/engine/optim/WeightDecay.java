package dev.chainrule.engine.optim;

/**
 * How strongly an update pulls the parameters towards 0: see {@link Decayed}.
 *
 * @param factor d, at least 0
 * @param biases whether all parameters are pulled; otherwise the weights alone, and biases, scales and shifts are spared
 */
public record WeightDecay(double factor, boolean biases) {

    public static final WeightDecay NONE = new WeightDecay(0, true);

    public WeightDecay {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("weightDecay must be at least 0, was " + factor);
        }
    }
}
