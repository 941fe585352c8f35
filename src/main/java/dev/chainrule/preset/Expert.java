package dev.chainrule.preset;

/** A view of a table and a network that suits it: they err differently, so that their mean is better than each. */
enum Expert {
    /** z and piecewise-linear features by quantiles. */
    Q(Bins.QUANTILE, 128, "relu", 0.002, 1.0),
    /** z and piecewise-linear features by trees. */
    T(Bins.TREE, 128, "relu", 0.002, 1.0),
    /** z alone: smooth where the others are sharp. */
    S(Bins.NONE, 128, "silu", 0.005, 0.1),
    WIDE_Q(Bins.QUANTILE, 256, "silu", 0.002, 1.0),
    WIDE_T(Bins.TREE, 256, "silu", 0.002, 1.0),
    WIDE_S(Bins.NONE, 256, "relu", 0.005, 0.1);

    /** How the intervals of a number are chosen. */
    enum Bins {
        NONE,
        QUANTILE,
        TREE
    }

    private final Bins bins;
    private final int units;
    private final String activation;
    private final double learningRate;
    private final double weightDecay;

    Expert(Bins bins, int units, String activation, double learningRate, double weightDecay) {
        this.bins = bins;
        this.units = units;
        this.activation = activation;
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
    }

    Bins bins() {
        return bins;
    }

    /** Of each hidden layer. */
    int units() {
        return units;
    }

    /** Of the hidden layers. */
    String activation() {
        return activation;
    }

    double learningRate() {
        return learningRate;
    }

    double weightDecay() {
        return weightDecay;
    }
}
