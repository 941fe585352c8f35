package dev.chainrule.engine.optim;

/**
 * Adam: M = b1 M + (1 - b1) g; V = b2 V + (1 - b2) g^2; w -= lr (M / (1 - b1^t)) / (sqrt(V / (1 - b2^t)) + eps).
 *
 * <p>Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1.
 */
final class Adam implements Optimizer {

    private final double beta1;
    private final double beta2;
    private final float epsilon;
    /** M (P). */
    private final float[] firstMoment;
    /** V (P). */
    private final float[] secondMoment;

    /** Of the update under way: lr / (1 - b1^t), 1 / (1 - b2^t). */
    private float rate;

    private float secondCorrection;

    Adam(Moments moments, int parameters) {
        this.beta1 = moments.beta1();
        this.beta2 = moments.beta2();
        this.epsilon = (float) moments.epsilon();
        this.firstMoment = new float[parameters];
        this.secondMoment = new float[parameters];
    }

    @Override
    public void begin(double learningRate, long t) {
        // the two bias corrections are the same for all parameters
        rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) t)));
        secondCorrection = (float) (1 / (1 - StrictMath.pow(beta2, (double) t)));
    }

    @Override
    public void update(float[] w, float[] g, int from, int to) {
        float[] m = firstMoment;
        float[] v = secondMoment;
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float oneMinusB1 = (float) (1 - beta1);
        float oneMinusB2 = (float) (1 - beta2);
        float lr = rate;
        float correction = secondCorrection;
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            float mean = b1 * m[i] + oneMinusB1 * g[i] + FLUSH - FLUSH;
            float square = b2 * v[i] + oneMinusB2 * (g[i] * g[i]) + FLUSH - FLUSH;
            m[i] = mean;
            v[i] = square;
            w[i] -= lr * mean / ((float) Math.sqrt(square * correction) + eps);
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {firstMoment, secondMoment};
    }
}
