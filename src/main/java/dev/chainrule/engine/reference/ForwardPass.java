package dev.chainrule.engine.reference;

import java.util.List;

/**
 * Every number of a forward pass over B rows.
 *
 * @param layers first to last
 * @param mask what its dropout layers multiplied by
 */
public record ForwardPass(List<Layer> layers, DropoutMask mask) {

    public ForwardPass {
        layers = List.copyOf(layers);
    }

    /**
     * @param input (B, inputs)
     * @param weightedSums z, what the activation is a function of (B, units): x W + b of a dense layer
     * @param activations a = f(z) (B, units)
     * @param statistics what a normalization layer normalized by; {@link Statistics#NONE} of any other layer
     */
    public record Layer(double[][] input, double[][] weightedSums, double[][] activations, Statistics statistics) {}

    /**
     * @param mean of a layer normalization one for each row (B), of a batch normalization one for each unit (units)
     * @param variance biased, likewise
     */
    public record Statistics(double[] mean, double[] variance) {
        public static final Statistics NONE = new Statistics(new double[0], new double[0]);
    }

    /** The activations of the last layer, (B, outputs). */
    public double[][] prediction() {
        return layers.getLast().activations();
    }
}
