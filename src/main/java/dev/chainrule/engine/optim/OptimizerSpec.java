package dev.chainrule.engine.optim;

/** Which optimizer, with its settings. The update rules stand at the built optimizers. */
public sealed interface OptimizerSpec {

    double learningRate();

    WeightDecay decay();

    /** How many arrays of the parameters' length the optimizer remembers between updates. */
    int stateArrays();

    /**
     * The optimizer itself, with zeroed state.
     *
     * @param parameters how many parameters it updates
     * @param decayed which of them weight decay pulls: ranges {from, to, from, to, ...}
     */
    default Optimizer build(int parameters, int[] decayed) {
        Optimizer optimizer = switch (this) {
            case SgdSpec sgd -> new Sgd(sgd, parameters);
            case AdamSpec adam -> new Adam(adam.moments(), parameters);
            case AdamWSpec adamW -> new Adam(adamW.moments(), parameters);
            case NadamSpec nadam -> new Nadam(nadam.moments(), parameters);
            case AdamaxSpec adamax -> new Adamax(adamax.moments(), parameters);
            case RmspropSpec rmsprop -> new Rmsprop(rmsprop, parameters);
            case AdagradSpec adagrad -> new Adagrad(adagrad, parameters);
            case AdadeltaSpec adadelta -> new Adadelta(adadelta, parameters);
            case LionSpec lion -> new Lion(lion, parameters);
        };
        return decay().factor() == 0 ? optimizer : new Decayed(optimizer, decay().factor(), decaysApart(), decayed);
    }

    /** Whether weight decay shrinks the parameters themselves, and does not go through the gradient: see {@link Decayed}. */
    default boolean decaysApart() {
        return switch (this) {
            case AdamWSpec _, LionSpec _ -> true;
            case SgdSpec _, AdamSpec _, NadamSpec _, AdamaxSpec _ -> false;
            case RmspropSpec _, AdagradSpec _, AdadeltaSpec _ -> false;
        };
    }

    /** Stochastic gradient descent: see {@link Sgd}. */
    record SgdSpec(double learningRate, double momentum, boolean nesterov, WeightDecay decay) implements OptimizerSpec {
        public SgdSpec {
            Checks.requirePositive("learningRate", learningRate);
            Checks.requireFraction("momentum", momentum);
        }

        public SgdSpec(double learningRate, double momentum) {
            this(learningRate, momentum, false, WeightDecay.NONE);
        }

        @Override
        public int stateArrays() {
            return momentum == 0 ? 0 : 1;
        }
    }

    /** Adaptive moments: see {@link Adam}. */
    record AdamSpec(double learningRate, Moments moments, WeightDecay decay) implements OptimizerSpec {
        public AdamSpec {
            Checks.requirePositive("learningRate", learningRate);
        }

        public AdamSpec(double learningRate) {
            this(learningRate, Moments.DEFAULT, WeightDecay.NONE);
        }

        @Override
        public int stateArrays() {
            return 2;
        }
    }

    /** Adam whose weight decay does not go through the moments: see {@link Adam} and {@link Decayed}. */
    record AdamWSpec(double learningRate, Moments moments, WeightDecay decay) implements OptimizerSpec {
        public AdamWSpec {
            Checks.requirePositive("learningRate", learningRate);
        }

        @Override
        public int stateArrays() {
            return 2;
        }
    }

    /** Adam with Nesterov's momentum: see {@link Nadam}. */
    record NadamSpec(double learningRate, Moments moments, WeightDecay decay) implements OptimizerSpec {
        public NadamSpec {
            Checks.requirePositive("learningRate", learningRate);
        }

        @Override
        public int stateArrays() {
            return 2;
        }
    }

    /** Adam by the largest gradients: see {@link Adamax}. */
    record AdamaxSpec(double learningRate, Moments moments, WeightDecay decay) implements OptimizerSpec {
        public AdamaxSpec {
            Checks.requirePositive("learningRate", learningRate);
        }

        @Override
        public int stateArrays() {
            return 2;
        }
    }

    /** Gradients over the root of their mean square: see {@link Rmsprop}. */
    record RmspropSpec(double learningRate, double rho, double epsilon, double momentum, WeightDecay decay)
            implements OptimizerSpec {
        public RmspropSpec {
            Checks.requirePositive("learningRate", learningRate);
            Checks.requireFraction("rho", rho);
            Checks.requirePositive("epsilon", epsilon);
            Checks.requireFraction("momentum", momentum);
        }

        @Override
        public int stateArrays() {
            return momentum == 0 ? 1 : 2;
        }
    }

    /** Gradients over the root of the sum of their squares: see {@link Adagrad}. */
    record AdagradSpec(double learningRate, double epsilon, WeightDecay decay) implements OptimizerSpec {
        public AdagradSpec {
            Checks.requirePositive("learningRate", learningRate);
            Checks.requirePositive("epsilon", epsilon);
        }

        @Override
        public int stateArrays() {
            return 1;
        }
    }

    /** Steps as large as the earlier ones: see {@link Adadelta}. */
    record AdadeltaSpec(double learningRate, double rho, double epsilon, WeightDecay decay) implements OptimizerSpec {
        public AdadeltaSpec {
            Checks.requirePositive("learningRate", learningRate);
            Checks.requireFraction("rho", rho);
            Checks.requirePositive("epsilon", epsilon);
        }

        @Override
        public int stateArrays() {
            return 2;
        }
    }

    /** Steps of one size, by the sign of the momentum: see {@link Lion}. */
    record LionSpec(double learningRate, double beta1, double beta2, WeightDecay decay) implements OptimizerSpec {
        public LionSpec {
            Checks.requirePositive("learningRate", learningRate);
            Checks.requireFraction("beta1", beta1);
            Checks.requireFraction("beta2", beta2);
        }

        @Override
        public int stateArrays() {
            return 1;
        }
    }
}
