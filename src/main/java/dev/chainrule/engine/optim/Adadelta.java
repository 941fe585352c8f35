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

    Adadelta(OptimizerSpec.AdadeltaSpec spec, int parameters) {
        this.rho = spec.rho();
        this.epsilon = (float) spec.epsilon();
        this.meanSquare = new float[parameters];
        this.meanSquareStep = new float[parameters];
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float r = (float) rho;
        float oneMinusRho = (float) (1 - rho);
        float rate = (float) learningRate;
        for (int i = 0; i < w.length; i++) {
            meanSquare[i] = r * meanSquare[i] + oneMinusRho * (g[i] * g[i]);
            float q =
                    g[i] * (float) Math.sqrt(meanSquareStep[i] + epsilon) / (float) Math.sqrt(meanSquare[i] + epsilon);
            meanSquareStep[i] = r * meanSquareStep[i] + oneMinusRho * (q * q);
            w[i] -= rate * q;
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {meanSquare, meanSquareStep};
    }
}
