package dev.chainrule.engine.reference;

import java.util.List;

/**
 * Every number of a forward pass over B rows.
 *
 * @param layers first to last
 */
public record ForwardPass(List<Layer> layers) {

    public ForwardPass {
        layers = List.copyOf(layers);
    }

    /**
     * @param input (B, inputs)
     * @param weightedSums z = x W + b (B, units)
     * @param activations a = f(z) (B, units)
     */
    public record Layer(double[][] input, double[][] weightedSums, double[][] activations) {}

    /** The activations of the last layer, (B, outputs). */
    public double[][] prediction() {
        return layers.getLast().activations();
    }
}
