package dev.chainrule.engine.optim;

/**
 * Stochastic gradient descent with momentum m: v = m v + g, with v = g at t = 1; w -= lr v. With Nesterov's
 * momentum: w -= lr (g + m v).
 *
 * <p>Polyak 1964, "Some methods of speeding up the convergence of iteration methods", without dampening; Sutskever, Martens, Dahl and
 * Hinton 2013, "On the importance of initialization and momentum in deep learning", in the form that looks ahead by the gradient.
 */
final class Sgd implements Optimizer {

    private final float momentum;
    private final boolean nesterov;
    /** v (P); empty without momentum, where both forms are w -= lr g. */
    private final float[] velocity;

    Sgd(OptimizerSpec.SgdSpec spec, int parameters) {
        this.momentum = (float) spec.momentum();
        this.nesterov = spec.nesterov();
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
            w[i] -= rate * (nesterov ? g[i] + momentum * velocity[i] : velocity[i]);
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {velocity};
    }
}
