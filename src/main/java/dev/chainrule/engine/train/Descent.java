package dev.chainrule.engine.train;

import dev.chainrule.engine.math.Workers;
import dev.chainrule.engine.nn.GradientUse;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Regularization;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.GradientClipping;

/**
 * What a gradient goes through: penalties, clipping, the optimizer's update. Each stretch of parameters does so as soon as its gradient is
 * ready, which spares memory two of the seven streams of a separate update, unless clipping has to know the whole gradient.
 */
final class Descent implements GradientUse {

    /** From so many parameters on threads share an update of all. */
    private static final int SHARED = 1 << 13;
    /** Values of one, which two threads had better not write to. */
    private static final int CACHE_LINE = 16;

    private final Regularization regularization;
    private final GradientClipping clipping;
    private final float[] gradient;
    private final Workers workers;
    private final Workers.Job part = this::part;
    private final TrainingState state;

    /** @param gradient (P), which a backward pass writes */
    Descent(NetworkSpec network, ClippingSpec clipping, float[] gradient, Workers workers, TrainingState state) {
        this.regularization = new Regularization(network);
        this.clipping = new GradientClipping(clipping);
        this.gradient = gradient;
        this.workers = workers;
        this.state = state;
    }

    /** Whether an update is w -= lr g, and nothing else is done. */
    boolean isPlain() {
        return regularization.isNone() && clipping.isNone() && state.hasPlainUpdates();
    }

    /** Begins the next update, before the backward pass. */
    void begin(double learningRate) {
        state.beginUpdate(learningRate);
    }

    @Override
    public void ready(int from, int to) {
        if (!clipping.needsWhole()) {
            regularization.addTo(gradient, state.parameters().values(), from, to);
            clipping.clip(gradient, from, to);
            state.update(gradient, from, to);
        }
    }

    /** Ends the update, after the backward pass. */
    void end() {
        if (clipping.needsWhole()) {
            regularization.addTo(gradient, state.parameters().values(), 0, gradient.length);
            clipping.clip(gradient);
            workers.run(gradient.length < SHARED ? 1 : workers.threads(), part);
        }
    }

    private void part(int part, int parts) {
        int length = gradient.length;
        int from = (int) ((long) length * part / parts) & -CACHE_LINE;
        int to = part == parts - 1 ? length : (int) ((long) length * (part + 1) / parts) & -CACHE_LINE;
        state.update(gradient, from, to);
    }
}
