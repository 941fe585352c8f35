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
    /** Of the update under way. */
    private float rate;

    Sgd(OptimizerSpec.SgdSpec spec, int parameters) {
        this.momentum = (float) spec.momentum();
        this.nesterov = spec.nesterov();
        this.velocity = new float[spec.momentum() == 0 ? 0 : parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float lr = rate;
        float m = momentum;
        float[] v = velocity;
        if (v.length == 0) {
            for (int i = from; i < to; i++) {
                w[i] -= lr * g[i];
            }
        } else if (nesterov) {
            // v starts at 0, so m v + g is g at t = 1
            for (int i = from; i < to; i++) {
                v[i] = m * v[i] + g[i] + FLUSH - FLUSH;
                w[i] -= lr * (g[i] + m * v[i]);
            }
        } else {
            for (int i = from; i < to; i++) {
                v[i] = m * v[i] + g[i] + FLUSH - FLUSH;
                w[i] -= lr * v[i];
            }
        }
    }

    @Override
    public boolean isPlain() {
        return velocity.length == 0;
    }

    @Override
    public float[][] state() {
        return new float[][] {velocity};
    }
}
