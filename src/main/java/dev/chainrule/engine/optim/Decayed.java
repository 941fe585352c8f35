package dev.chainrule.engine.optim;

/**
 * An optimizer with weight decay d: g += d w before its update, which is what a penalty d/2 * sum(w^2) would add to the gradient; or,
 * decoupled from the gradient, w *= 1 - lr d before it.
 *
 * <p>Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2.
 */
final class Decayed implements Optimizer {

    private final Optimizer optimizer;
    private final double decay;
    private final boolean decoupled;
    /** Which parameters decay: {from, to, from, to, ...}. */
    private final int[] ranges;

    Decayed(Optimizer optimizer, double decay, boolean decoupled, int[] ranges) {
        this.optimizer = optimizer;
        this.decay = decay;
        this.decoupled = decoupled;
        this.ranges = ranges;
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float d = (float) decay;
        float kept = (float) (1 - learningRate * decay);
        for (int range = 0; range < ranges.length; range += 2) {
            int to = ranges[range + 1];
            if (decoupled) {
                for (int i = ranges[range]; i < to; i++) {
                    w[i] *= kept;
                }
            } else {
                for (int i = ranges[range]; i < to; i++) {
                    g[i] += d * w[i];
                }
            }
        }
        optimizer.step(w, g, learningRate, t);
    }

    @Override
    public float[][] state() {
        return optimizer.state();
    }
}
