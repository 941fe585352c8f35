package dev.chainrule.engine.optim;

/**
 * Adam with Nesterov's momentum: mu_t = b1 (1 - 0.5 * 0.96^(0.004 t)); P_t = mu_1 * ... * mu_t; M = b1 M + (1 - b1) g; V = b2 V + (1 -
 * b2) g^2; D = sqrt(V / (1 - b2^t)) + eps; w -= lr (1 - mu_t) / (1 - P_t) * g / D + lr mu_(t+1) / (1 - P_t mu_(t+1)) * M / D.
 *
 * <p>Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 8 with its schedule of momentums.
 */
final class Nadam implements Optimizer {

    /** From here on 1 - P is 1 in double precision, and further factors change nothing. */
    private static final double NEGLIGIBLE = 1e-30;

    private final double beta1;
    private final double beta2;
    private final float epsilon;
    /** M (P). */
    private final float[] firstMoment;
    /** V (P). */
    private final float[] secondMoment;

    /** P_t of the update {@code productOf}: kept from one to the next, and multiplied anew after a state was restored. */
    private double product = 1;

    private long productOf;

    /** Of the update under way: the factors of g / D and of M / D, 1 / (1 - b2^t). */
    private float gradientRate;

    private float momentRate;
    private float secondCorrection;

    Nadam(Moments moments, int parameters) {
        this.beta1 = moments.beta1();
        this.beta2 = moments.beta2();
        this.epsilon = (float) moments.epsilon();
        this.firstMoment = new float[parameters];
        this.secondMoment = new float[parameters];
    }

    private double mu(long t) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, 0.004 * t));
    }

    private double product(long t) {
        if (t != productOf + 1) {
            product = 1;
            productOf = 0;
        }
        while (productOf < t && product > NEGLIGIBLE) {
            product *= mu(++productOf);
        }
        productOf = t;
        return product;
    }

    @Override
    public void begin(double learningRate, long t) {
        double p = product(t);
        gradientRate = (float) (learningRate * (1 - mu(t)) / (1 - p));
        momentRate = (float) (learningRate * mu(t + 1) / (1 - p * mu(t + 1)));
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
        float gradientLr = gradientRate;
        float momentLr = momentRate;
        float correction = secondCorrection;
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            float mean = b1 * m[i] + oneMinusB1 * g[i] + FLUSH - FLUSH;
            float square = b2 * v[i] + oneMinusB2 * (g[i] * g[i]) + FLUSH - FLUSH;
            m[i] = mean;
            v[i] = square;
            w[i] -= (gradientLr * g[i] + momentLr * mean) / ((float) Math.sqrt(square * correction) + eps);
        }
    }

    @Override
    public float[][] state() {
        return new float[][] {firstMoment, secondMoment};
    }
}
