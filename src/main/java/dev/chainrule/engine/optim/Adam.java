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

    Adam(Moments moments, int parameters) {
        this.beta1 = moments.beta1();
        this.beta2 = moments.beta2();
        this.epsilon = (float) moments.epsilon();
        this.firstMoment = new float[parameters];
        this.secondMoment = new float[parameters];
    }

    @Override
    public void step(float[] w, float[] g, double learningRate, long t) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float oneMinusB1 = (float) (1 - beta1);
        float oneMinusB2 = (float) (1 - beta2);
        // the two bias corrections are the same for all parameters
        float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) t)));
        float secondCorrection = (float) (1 / (1 - StrictMath.pow(beta2, (double) t)));
        for (int i = 0; i < w.length; i++) {
            firstMoment[i] = b1 * firstMoment[i] + oneMinusB1 * g[i];
            secondMoment[i] = b2 * secondMoment[i] + oneMinusB2 * (g[i] * g[i]);
            w[i] -= rate * firstMoment[i] / ((float) Math.sqrt(secondMoment[i] * secondCorrection) + epsilon);
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {firstMoment, secondMoment};
    }
}
