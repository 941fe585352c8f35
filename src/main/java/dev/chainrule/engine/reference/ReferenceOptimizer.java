package dev.chainrule.engine.reference;

import dev.chainrule.engine.optim.OptimizerSpec;

/**
 * Every optimizer, one parameter at a time. w parameter, g its gradient, lr learning rate, t = 1, 2, ... the number of the update.
 */
public final class ReferenceOptimizer {

    private final OptimizerSpec spec;
    /** What is remembered of each parameter, (2, P): sgd's v in the first row; adam's M and V. */
    private final double[][] state;

    private long t;

    public ReferenceOptimizer(OptimizerSpec spec, int parameters) {
        this.spec = spec;
        this.state = new double[2][parameters];
    }

    /** The next update, in place in {@code w (P)}, along {@code g (P)}. */
    public void step(double[] w, double[] g, double learningRate) {
        t++;
        for (int i = 0; i < w.length; i++) {
            w[i] -= switch (spec) {
                case OptimizerSpec.SgdSpec sgd -> sgd(sgd, g[i], learningRate, i);
                case OptimizerSpec.AdamSpec adam -> adam(adam, g[i], learningRate, i);
            };
        }
    }

    /** Number of updates made so far. */
    public long updates() {
        return t;
    }

    /** A copy of what is remembered of the parameters, (2, P): for sgd v, 0; for adam M, V. */
    public double[][] state() {
        return new double[][] {state[0].clone(), state[1].clone()};
    }

    /** v = m v + g (v = g at t = 1); w -= lr v. */
    private double sgd(OptimizerSpec.SgdSpec spec, double g, double learningRate, int i) {
        state[0][i] = t == 1 ? g : spec.momentum() * state[0][i] + g;
        return learningRate * state[0][i];
    }

    /** M = b1 M + (1 - b1) g; V = b2 V + (1 - b2) g^2; w -= lr (M / (1 - b1^t)) / (sqrt(V / (1 - b2^t)) + eps). */
    private double adam(OptimizerSpec.AdamSpec spec, double g, double learningRate, int i) {
        state[0][i] = spec.beta1() * state[0][i] + (1 - spec.beta1()) * g;
        state[1][i] = spec.beta2() * state[1][i] + (1 - spec.beta2()) * g * g;
        double mean = state[0][i] / (1 - StrictMath.pow(spec.beta1(), (double) t));
        double square = state[1][i] / (1 - StrictMath.pow(spec.beta2(), (double) t));
        return learningRate * mean / (Math.sqrt(square) + spec.epsilon());
    }
}
