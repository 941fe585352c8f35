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
     * @param weightGradients dLoss/dW = x' delta (inputs, units)
     * @param biasGradients dLoss/db, the column sums of delta (units); empty where the layer has no bias
     */
    public record Layer(double[][] delta, double[][] weightGradients, double[] biasGradients) {}

    /** The gradients in the shape of the parameters that they belong to. */
    public List<LayerParameters> gradients() {
        return layers.stream()
                .<LayerParameters>map(
                        layer -> new LayerParameters.Dense(layer.weightGradients(), layer.biasGradients()))
                .toList();
    }
}
