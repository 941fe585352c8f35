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

    Adagrad(OptimizerSpec.AdagradSpec spec, int parameters) {
        this.epsilon = (float) spec.epsilon();
        this.squares = new float[parameters];
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float rate = (float) learningRate;
        for (int i = 0; i < w.length; i++) {
            squares[i] += g[i] * g[i];
            w[i] -= rate * g[i] / ((float) Math.sqrt(squares[i]) + epsilon);
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {squares};
    }
}
