package dev.chainrule.engine.optim;

/**
 * Stochastic gradient descent with momentum m: v = m v + g, with v = g at t = 1; w -= lr v.
 *
 * <p>Polyak 1964, "Some methods of speeding up the convergence of iteration methods"; without dampening.
 */
final class Sgd implements Optimizer {

    private final float momentum;
    /** v (P); empty without momentum, where v is g itself. */
    private final float[] velocity;

    Sgd(OptimizerSpec.SgdSpec spec, int parameters) {
        this.momentum = (float) spec.momentum();
        this.velocity = new float[spec.momentum() == 0 ? 0 : parameters];
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float rate = (float) learningRate;
        if (velocity.length == 0) {
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * g[i];
            }
            return;
        }
        // v starts at 0, so m v + g is g at t = 1
        for (int i = 0; i < w.length; i++) {
            velocity[i] = momentum * velocity[i] + g[i];
            w[i] -= rate * velocity[i];
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {velocity};
    }
}
