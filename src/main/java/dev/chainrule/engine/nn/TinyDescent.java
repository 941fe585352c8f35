package dev.chainrule.engine.nn;

import java.util.Optional;

/**
 * Updates of a tiny network by plain gradient descent, w -= lr g, one for each row, in as few loops as there can be: a gradient is used where
 * it is computed, and kept nowhere. The operations are those of {@link TinyNetwork} and of the optimizer after it, so the bits are the same.
 */
public final class TinyDescent {

    private final Loss loss;
    private final TinyLayer[] layers;
    private final TinyLayer last;
    private final float[] y;

    private TinyDescent(Loss loss, TinyLayer[] layers, float[] y) {
        this.loss = loss;
        this.layers = layers;
        this.last = layers[layers.length - 1];
        this.y = y;
    }

    /** Over the buffers of {@code workspace}; empty if the network is none for it. */
    static Optional<TinyDescent> of(Loss loss, DenseLayer[] layers, Workspace workspace) {
        return TinyLayer.suits(layers)
                ? Optional.of(new TinyDescent(loss, TinyLayer.of(layers, workspace), workspace.y()))
                : Optional.empty();
    }

    /**
     * Forward, backward and update for the row that is in the workspace; no update if the loss is not finite.
     *
     * @return the loss
     */
    public double step(float[] parameters, float rate) {
        for (int i = 0; i < layers.length; i++) {
            layers[i].forward(parameters);
        }
        double value = last.loss(loss, y);
        if (Double.isFinite(value)) {
            if (loss.derivative() == Loss.Derivative.OF_PREDICTION) {
                last.differentiateActivation();
            }
            for (int i = layers.length - 1; i >= 0; i--) {
                layers[i].descend(parameters, rate);
            }
        }
        return value;
    }
}
