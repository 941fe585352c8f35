package dev.chainrule.engine.optim;

/**
 * Adagrad: V += g^2; w -= lr g / (sqrt(V) + eps).
 *
 * <p>Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", figure 1 with a
 * diagonal matrix.
 */
final class Adagrad implements Optimizer {

    private final float epsilon;
    /** V (P). */
    private final float[] squares;
    /** Of the update under way. */
    private float rate;

    Adagrad(OptimizerSpec.AdagradSpec spec, int parameters) {
        this.epsilon = (float) spec.epsilon();
        this.squares = new float[parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float[] v = squares;
        float lr = rate;
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            v[i] += g[i] * g[i];
            w[i] -= lr * g[i] / ((float) Math.sqrt(v[i]) + eps);
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {squares};
    }
}
