package dev.chainrule.engine.optim;

/** Which optimizer, with its settings. The update rules stand at the built optimizers. */
public sealed interface OptimizerSpec {

    double learningRate();

    /** How many arrays of the parameters' length the optimizer remembers between updates. */
    int stateArrays();

    /** The optimizer itself, with zeroed state, for {@code parameters} parameters. */
    Optimizer build(int parameters);

    /** Stochastic gradient descent: see {@link Sgd}. */
    record SgdSpec(double learningRate, double momentum) implements OptimizerSpec {
        public SgdSpec {
            requirePositive("learningRate", learningRate);
            requireFraction("momentum", momentum);
        }

        @Override
        public int stateArrays() {
            return momentum == 0 ? 0 : 1;
        }

        @Override
        public Optimizer build(int parameters) {
            return new Sgd(this, parameters);
        }
    }

    /** Adaptive moments: see {@link Adam}. */
    record AdamSpec(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public static final double DEFAULT_BETA1 = 0.9;
        public static final double DEFAULT_BETA2 = 0.999;
        public static final double DEFAULT_EPSILON = 1e-8;

        public AdamSpec {
            requirePositive("learningRate", learningRate);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            requirePositive("epsilon", epsilon);
        }

        public AdamSpec(double learningRate) {
            this(learningRate, DEFAULT_BETA1, DEFAULT_BETA2, DEFAULT_EPSILON);
        }

        @Override
        public int stateArrays() {
            return 2;
        }

        @Override
        public Optimizer build(int parameters) {
            return new Adam(this, parameters);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be greater than 0, was " + value);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, was " + value);
        }
    }
}
