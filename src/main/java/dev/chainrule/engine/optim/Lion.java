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

    Lion(OptimizerSpec.LionSpec spec, int parameters) {
        this.beta1 = spec.beta1();
        this.beta2 = spec.beta2();
        this.momentum = new float[parameters];
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float oneMinusB1 = (float) (1 - beta1);
        float oneMinusB2 = (float) (1 - beta2);
        float rate = (float) learningRate;
        for (int i = 0; i < w.length; i++) {
            w[i] -= rate * Math.signum(b1 * momentum[i] + oneMinusB1 * g[i]);
            momentum[i] = b2 * momentum[i] + oneMinusB2 * g[i];
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {momentum};
    }
}
