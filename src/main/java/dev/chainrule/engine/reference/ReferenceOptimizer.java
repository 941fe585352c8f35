package dev.chainrule.engine.reference;

import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdadeltaSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdagradSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamWSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamaxSpec;
import dev.chainrule.engine.optim.OptimizerSpec.LionSpec;
import dev.chainrule.engine.optim.OptimizerSpec.NadamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.RmspropSpec;
import dev.chainrule.engine.optim.OptimizerSpec.SgdSpec;

/**
 * Every optimizer, one parameter at a time. w parameter, g its gradient, lr learning rate, t = 1, 2, ... the number of the update.
 */
public final class ReferenceOptimizer {

    private final OptimizerSpec spec;
    /** Which parameters weight decay concerns, (P). */
    private final boolean[] decays;
    /** What is remembered of each parameter, (2, P): see {@link #state}. */
    private final double[][] state;

    private long t;

    /** P_t of nadam: the product of mu_1 ... mu_t. */
    private double momentumProduct = 1;

    /** @param decayed which parameters weight decay pulls: ranges {from, to, from, to, ...} */
    public ReferenceOptimizer(OptimizerSpec spec, int parameters, int[] decayed) {
        this.spec = spec;
        this.state = new double[2][parameters];
        this.decays = new boolean[parameters];
        for (int range = 0; range < decayed.length; range += 2) {
            for (int i = decayed[range]; i < decayed[range + 1]; i++) {
                decays[i] = true;
            }
        }
    }

    /** The next update, in place in {@code w (P)}, along {@code g (P)}. */
    public void step(double[] w, double[] g, double learningRate) {
        t++;
        if (spec instanceof NadamSpec nadam) {
            momentumProduct *= mu(nadam.moments().beta1(), t);
        }
        for (int i = 0; i < w.length; i++) {
            double decay = decays[i] ? spec.decay().factor() : 0;
            double decayed = g[i] + decay * w[i];
            w[i] -= switch (spec) {
                case SgdSpec sgd -> sgd(sgd, decayed, learningRate, i);
                case AdamSpec adam -> adam(adam.moments(), decayed, learningRate, i);
                // w (1 - lr d), and then adam's step along the gradient as it is
                case AdamWSpec adam -> learningRate * decay * w[i] + adam(adam.moments(), g[i], learningRate, i);
                case NadamSpec nadam -> nadam(nadam.moments(), decayed, learningRate, i);
                case AdamaxSpec adamax -> adamax(adamax.moments(), decayed, learningRate, i);
                case RmspropSpec rmsprop -> rmsprop(rmsprop, decayed, learningRate, i);
                case AdagradSpec adagrad -> adagrad(adagrad, decayed, learningRate, i);
                case AdadeltaSpec adadelta -> adadelta(adadelta, decayed, learningRate, i);
                case LionSpec lion -> learningRate * decay * w[i] + lion(lion, g[i], learningRate, i);
            };
        }
    }

    /** Number of updates made so far. */
    public long updates() {
        return t;
    }

    /**
     * A copy of what is remembered of the parameters, (2, P), by the letters of the formulas: v, 0 for sgd; M, V for adam, adamw and
     * nadam; M, U for adamax; V, B for rmsprop; V, 0 for adagrad; V, U for adadelta; M, 0 for lion.
     */
    public double[][] state() {
        return new double[][] {state[0].clone(), state[1].clone()};
    }

    /** v = m v + g (v = g at t = 1); w -= lr v, with Nesterov's momentum w -= lr (g + m v). */
    private double sgd(SgdSpec spec, double g, double learningRate, int i) {
        state[0][i] = t == 1 ? g : spec.momentum() * state[0][i] + g;
        return learningRate * (spec.nesterov() ? g + spec.momentum() * state[0][i] : state[0][i]);
    }

    /** M = b1 M + (1 - b1) g; V = b2 V + (1 - b2) g^2; w -= lr (M / (1 - b1^t)) / (sqrt(V / (1 - b2^t)) + eps). */
    private double adam(Moments moments, double g, double learningRate, int i) {
        average(0, moments.beta1(), g, i);
        average(1, moments.beta2(), g * g, i);
        double mean = state[0][i] / (1 - StrictMath.pow(moments.beta1(), (double) t));
        return learningRate * mean / deviation(moments, i);
    }

    /** D = sqrt(V / (1 - b2^t)) + eps; w -= lr (1 - mu_t) / (1 - P_t) g / D + lr mu_(t+1) / (1 - P_t mu_(t+1)) M / D. */
    private double nadam(Moments moments, double g, double learningRate, int i) {
        average(0, moments.beta1(), g, i);
        average(1, moments.beta2(), g * g, i);
        double now = mu(moments.beta1(), t);
        double next = mu(moments.beta1(), t + 1);
        double step = (1 - now) / (1 - momentumProduct) * g + next / (1 - momentumProduct * next) * state[0][i];
        return learningRate * step / deviation(moments, i);
    }

    /** mu_t = b1 (1 - 0.5 * 0.96^(0.004 t)): the momentum of nadam's update t. */
    public static double mu(double beta1, long t) {
        return beta1 * (1 - 0.5 * StrictMath.pow(0.96, 0.004 * t));
    }

    /** M = b1 M + (1 - b1) g; U = max(b2 U, |g| + eps); w -= lr / (1 - b1^t) * M / U. */
    private double adamax(Moments moments, double g, double learningRate, int i) {
        average(0, moments.beta1(), g, i);
        state[1][i] = Math.max(moments.beta2() * state[1][i], Math.abs(g) + moments.epsilon());
        return learningRate / (1 - StrictMath.pow(moments.beta1(), (double) t)) * state[0][i] / state[1][i];
    }

    /** V = rho V + (1 - rho) g^2; q = g / (sqrt(V) + eps); B = m B + q; w -= lr B. */
    private double rmsprop(RmspropSpec spec, double g, double learningRate, int i) {
        average(0, spec.rho(), g * g, i);
        state[1][i] = spec.momentum() * state[1][i] + g / (Math.sqrt(state[0][i]) + spec.epsilon());
        return learningRate * state[1][i];
    }

    /** V += g^2; w -= lr g / (sqrt(V) + eps). */
    private double adagrad(AdagradSpec spec, double g, double learningRate, int i) {
        state[0][i] += g * g;
        return learningRate * g / (Math.sqrt(state[0][i]) + spec.epsilon());
    }

    /** V = rho V + (1 - rho) g^2; q = g sqrt(U + eps) / sqrt(V + eps); U = rho U + (1 - rho) q^2; w -= lr q. */
    private double adadelta(AdadeltaSpec spec, double g, double learningRate, int i) {
        average(0, spec.rho(), g * g, i);
        double q = g * Math.sqrt(state[1][i] + spec.epsilon()) / Math.sqrt(state[0][i] + spec.epsilon());
        average(1, spec.rho(), q * q, i);
        return learningRate * q;
    }

    /** c = b1 M + (1 - b1) g; w -= lr sign(c); M = b2 M + (1 - b2) g. */
    private double lion(LionSpec spec, double g, double learningRate, int i) {
        double c = spec.beta1() * state[0][i] + (1 - spec.beta1()) * g;
        average(0, spec.beta2(), g, i);
        return learningRate * Math.signum(c);
    }

    private double deviation(Moments moments, int i) {
        double square = state[1][i] / (1 - StrictMath.pow(moments.beta2(), (double) t));
        return Math.sqrt(square) + moments.epsilon();
    }

    /** The running mean: share * earlier + (1 - share) * value. */
    private void average(int row, double share, double value, int i) {
        state[row][i] = share * state[row][i] + (1 - share) * value;
    }
}
