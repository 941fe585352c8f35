package dev.chainrule.engine.optim;

/**
 * Adadelta: V = rho V + (1 - rho) g^2; q = g sqrt(U + eps) / sqrt(V + eps); U = rho U + (1 - rho) q^2; w -= lr q.
 *
 * <p>Zeiler 2012, "ADADELTA: an adaptive learning rate method", algorithm 1, with a learning rate beside it.
 */
final class Adadelta implements Optimizer {

    private final double rho;
    private final float epsilon;
    /** V (P). */
    private final float[] meanSquare;
    /** U (P). */
    private final float[] meanSquareStep;
    /** Of the update under way. */
    private float rate;

    Adadelta(OptimizerSpec.AdadeltaSpec spec, int parameters) {
        this.rho = spec.rho();
        this.epsilon = (float) spec.epsilon();
        this.meanSquare = new float[parameters];
        this.meanSquareStep = new float[parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float[] v = meanSquare;
        float[] u = meanSquareStep;
        float r = (float) rho;
        float oneMinusRho = (float) (1 - rho);
        float lr = rate;
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            float square = r * v[i] + oneMinusRho * (g[i] * g[i]) + FLUSH - FLUSH;
            float q = g[i] * (float) Math.sqrt(u[i] + eps) / (float) Math.sqrt(square + eps);
            v[i] = square;
            u[i] = r * u[i] + oneMinusRho * (q * q) + FLUSH - FLUSH;
            w[i] -= lr * q;
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {meanSquare, meanSquareStep};
    }
}
