package dev.chainrule.engine.optim;

/**
 * Adam with the largest gradient in place of the mean square: M = b1 M + (1 - b1) g; U = max(b2 U, |g| + eps); w -= lr / (1 - b1^t) *
 * M / U.
 *
 * <p>Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 2, with eps so that U is never 0.
 */
final class Adamax implements Optimizer {

    private final double beta1;
    private final double beta2;
    private final float epsilon;
    /** M (P). */
    private final float[] firstMoment;
    /** U (P). */
    private final float[] largest;
    /** Of the update under way: lr / (1 - b1^t). */
    private float rate;

    Adamax(Moments moments, int parameters) {
        this.beta1 = moments.beta1();
        this.beta2 = moments.beta2();
        this.epsilon = (float) moments.epsilon();
        this.firstMoment = new float[parameters];
        this.largest = new float[parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) t)));
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float[] m = firstMoment;
        float[] u = largest;
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float oneMinusB1 = (float) (1 - beta1);
        float lr = rate;
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            m[i] = b1 * m[i] + oneMinusB1 * g[i] + FLUSH - FLUSH;
            u[i] = Math.max(b2 * u[i], Math.abs(g[i]) + eps);
            w[i] -= lr * m[i] / u[i];
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {firstMoment, largest};
    }
}
