package dev.chainrule.engine.optim;

/**
 * Lion: c = b1 M + (1 - b1) g; w -= lr sign(c), with sign(0) = 0; M = b2 M + (1 - b2) g. Every parameter moves by lr, so that lr is to be
 * three to ten times smaller than Adam's.
 *
 * <p>Chen et al. 2023, "Symbolic discovery of optimization algorithms", arXiv 2302.06675, algorithm 2, whose weight decay is decoupled:
 * see {@link Decayed}.
 */
final class Lion implements Optimizer {

    private final double beta1;
    private final double beta2;
    /** M (P). */
    private final float[] momentum;
    /** Of the update under way. */
    private float rate;

    Lion(OptimizerSpec.LionSpec spec, int parameters) {
        this.beta1 = spec.beta1();
        this.beta2 = spec.beta2();
        this.momentum = new float[parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float[] m = momentum;
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float oneMinusB1 = (float) (1 - beta1);
        float oneMinusB2 = (float) (1 - beta2);
        float lr = rate;
        for (int i = from; i < to; i++) {
            w[i] -= lr * Math.signum(b1 * m[i] + oneMinusB1 * g[i]);
            m[i] = b2 * m[i] + oneMinusB2 * g[i] + FLUSH - FLUSH;
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {momentum};
    }
}
