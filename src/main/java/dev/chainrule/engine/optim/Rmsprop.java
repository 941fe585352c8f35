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

    Rmsprop(OptimizerSpec.RmspropSpec spec, int parameters) {
        this.rho = spec.rho();
        this.epsilon = (float) spec.epsilon();
        this.momentum = (float) spec.momentum();
        this.meanSquare = new float[parameters];
        this.velocity = new float[spec.momentum() == 0 ? 0 : parameters];
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float r = (float) rho;
        float oneMinusRho = (float) (1 - rho);
        float rate = (float) learningRate;
        for (int i = 0; i < w.length; i++) {
            meanSquare[i] = r * meanSquare[i] + oneMinusRho * (g[i] * g[i]);
            float q = g[i] / ((float) Math.sqrt(meanSquare[i]) + epsilon);
            if (velocity.length > 0) {
                velocity[i] = momentum * velocity[i] + q;
                q = velocity[i];
            }
            w[i] -= rate * q;
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {meanSquare, velocity};
    }
}
