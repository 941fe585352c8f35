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
    /** Of the update under way: 1 - lr d. */
    private float kept;

    Decayed(Optimizer optimizer, double decay, boolean decoupled, int[] ranges) {
        this.optimizer = optimizer;
        this.decay = decay;
        this.decoupled = decoupled;
        this.ranges = ranges;
    }

    @Override
    public void begin(double learningRate, long t) {
        kept = (float) (1 - learningRate * decay);
        optimizer.begin(learningRate, t);
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        for (int range = 0; range < ranges.length; range += 2) {
            int first = Math.max(from, ranges[range]);
            int end = Math.min(to, ranges[range + 1]);
            if (decoupled) {
                scale(w, kept, first, end);
            } else {
                addScaled(g, (float) decay, w, first, end);
            }
        }
        optimizer.update(w, g, from, to);
    }

    private static void scale(float[] w, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] *= factor;
        }
    }

    private static void addScaled(float[] g, float factor, float[] w, int from, int to) {
        for (int i = from; i < to; i++) {
            g[i] += factor * w[i];
        }
    }

    @Override
    public float[][] state() {
        return optimizer.state();
    }
}
