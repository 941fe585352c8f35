package dev.chainrule.engine.train;

import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.optim.Optimizer;

/**
 * Where a training stands: all that it takes to go on from here with the same bits. Since everything random is a pure function of
 * the seed, that is parameters, optimizer state and position.
 */
public final class TrainingState {

    private final Parameters parameters;
    private final Optimizer optimizer;
    private long updates;
    private int epoch;
    private int batch;
    private double[] epochSums = new double[MetricSums.SIZE];
    private double epochSeconds;
    private double lastTrainLoss = Double.POSITIVE_INFINITY;

    private TrainingState(Parameters parameters, Optimizer optimizer) {
        this.parameters = parameters;
        this.optimizer = optimizer;
    }

    /** The beginning of a training. */
    public static TrainingState initial(Parameters parameters, TrainingSpec spec) {
        return new TrainingState(
                parameters,
                spec.optimizer()
                        .build(
                                parameters.values().length,
                                parameters.decayRanges(spec.optimizer().decay().biases())));
    }

    /** The beginning of a training with the initial values that the seed gives. */
    public static TrainingState initial(NetworkSpec network, TrainingSpec spec) {
        return initial(Parameters.initial(network, spec.seed()), spec);
    }

    /**
     * Takes up a position that was stored, beside parameters and optimizer state.
     *
     * @param position what {@link #position} gave
     */
    public void restore(Position position) {
        updates = position.updates();
        epoch = position.epoch();
        batch = position.batch();
        epochSums = position.epochSums().clone();
        epochSeconds = position.epochSeconds();
        lastTrainLoss = position.lastTrainLoss();
    }

    public Position position() {
        return new Position(updates, epoch, batch, epochSums.clone(), epochSeconds, lastTrainLoss);
    }

    /**
     * The scalars of a state.
     *
     * @param updates updates made so far
     * @param epoch epochs completed
     * @param batch batches done in the epoch that is under way
     * @param epochSums partial loss and metric sums of that epoch
     * @param epochSeconds training time of that epoch so far
     * @param lastTrainLoss train loss of the last completed epoch; infinite before
     */
    public record Position(
            long updates, int epoch, int batch, double[] epochSums, double epochSeconds, double lastTrainLoss) {}

    public Parameters parameters() {
        return parameters;
    }

    /** The optimizer's arrays themselves. */
    public float[][] optimizerState() {
        return optimizer.state();
    }

    /** Epochs completed. */
    public int epoch() {
        return epoch;
    }

    /** Batches done in the epoch that is under way. */
    public int batch() {
        return batch;
    }

    /** Updates made so far. */
    long updates() {
        return updates;
    }

    double lastTrainLoss() {
        return lastTrainLoss;
    }

    double epochSeconds() {
        return epochSeconds;
    }

    double[] epochSums() {
        return epochSums;
    }

    void update(float[] gradient, double learningRate) {
        optimizer.step(parameters.values(), gradient, learningRate, ++updates);
        batch++;
    }

    /** Goes on to the next batch without an update. */
    void skipBatch() {
        batch++;
    }

    /** Notes what the epoch under way has given so far, before the state is looked at from outside. */
    void note(MetricSums sums, double seconds) {
        epochSums = sums.toArray();
        epochSeconds = seconds;
    }

    void completeEpoch(double trainLoss) {
        lastTrainLoss = trainLoss;
        epoch++;
        batch = 0;
        epochSums = new double[MetricSums.SIZE];
        epochSeconds = 0;
    }
}
