package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;
import java.util.List;

/**
 * Every number of a backward pass over B rows.
 *
 * @param layers first to last, although they were computed from the last to the first
 */
public record BackwardPass(List<Layer> layers) {

    public BackwardPass {
        layers = List.copyOf(layers);
    }

    /**
     * @param delta dLoss/dz (B, units), of the loss of the whole batch: it carries the mean's 1/B
     * @param gradients in the shape of the layer's parameters; 0 for running statistics, which are not trained
     */
    public record Layer(double[][] delta, LayerParameters gradients) {}

    /** The gradients in the shape of the parameters that they belong to. */
    public List<LayerParameters> gradients() {
        return layers.stream().map(Layer::gradients).toList();
    }
}
