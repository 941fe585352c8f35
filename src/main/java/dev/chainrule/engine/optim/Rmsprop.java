package dev.chainrule.engine.optim;

/**
 * RMSprop: V = rho V + (1 - rho) g^2; q = g / (sqrt(V) + eps); w -= lr q. With momentum m: B = m B + q; w -= lr B.
 *
 * <p>Tieleman and Hinton 2012, "Neural networks for machine learning", lecture 6.5.
 */
final class Rmsprop implements Optimizer {

    private final double rho;
    private final float epsilon;
    private final float momentum;
    /** V (P). */
    private final float[] meanSquare;
    /** B (P); empty without momentum, where B is q itself. */
    private final float[] velocity;
    /** Of the update under way. */
    private float rate;

    Rmsprop(OptimizerSpec.RmspropSpec spec, int parameters) {
        this.rho = spec.rho();
        this.epsilon = (float) spec.epsilon();
        this.momentum = (float) spec.momentum();
        this.meanSquare = new float[parameters];
        this.velocity = new float[spec.momentum() == 0 ? 0 : parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float[] v = meanSquare;
        float[] b = velocity;
        float r = (float) rho;
        float oneMinusRho = (float) (1 - rho);
        float m = momentum;
        float lr = rate;
        float eps = epsilon;
        if (b.length == 0) {
            for (int i = from; i < to; i++) {
                v[i] = r * v[i] + oneMinusRho * (g[i] * g[i]) + FLUSH - FLUSH;
                w[i] -= lr * (g[i] / ((float) Math.sqrt(v[i]) + eps));
            }
        } else {
            for (int i = from; i < to; i++) {
                v[i] = r * v[i] + oneMinusRho * (g[i] * g[i]) + FLUSH - FLUSH;
                b[i] = m * b[i] + g[i] / ((float) Math.sqrt(v[i]) + eps) + FLUSH - FLUSH;
                w[i] -= lr * b[i];
            }
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {meanSquare, velocity};
    }
}
