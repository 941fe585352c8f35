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
    private Progress progress = Progress.NONE;
    /** Those of the epoch with the lowest monitored loss, (P); empty where the end does not take them. */
    private final float[] bestParameters;

    private TrainingState(Parameters parameters, TrainingSpec spec) {
        int count = parameters.values().length;
        this.parameters = parameters;
        this.optimizer = spec.optimizer()
                .build(count, parameters.decayRanges(spec.optimizer().decay().biases()));
        this.bestParameters = new float[spec.stop().restoreBest() ? count : 0];
    }

    /** The beginning of a training. */
    public static TrainingState initial(Parameters parameters, TrainingSpec spec) {
        return new TrainingState(parameters, spec);
    }

    /** The beginning of a training with the initial values that the seed gives. */
    public static TrainingState initial(NetworkSpec network, TrainingSpec spec) {
        return initial(Parameters.initial(network, spec.seed()), spec);
    }

    /**
     * Takes up a position that was stored, beside parameters, best parameters and optimizer state.
     *
     * @param position what {@link #position} gave
     */
    public void restore(Position position) {
        updates = position.updates();
        epoch = position.epoch();
        batch = position.batch();
        epochSums = position.epochSums().clone();
        epochSeconds = position.epochSeconds();
        progress = position.progress();
    }

    public Position position() {
        return new Position(updates, epoch, batch, epochSums.clone(), epochSeconds, progress);
    }

    /**
     * The scalars of a state.
     *
     * @param updates updates made so far
     * @param epoch epochs completed
     * @param batch batches done in the epoch that is under way
     * @param epochSums partial loss and metric sums of that epoch
     * @param epochSeconds training time of that epoch so far
     * @param progress what the completed epochs have given
     */
    public record Position(
            long updates, int epoch, int batch, double[] epochSums, double epochSeconds, Progress progress) {}

    public Parameters parameters() {
        return parameters;
    }

    /** The parameters of the best epoch so far: the array itself, empty where the end does not take them. */
    public float[] bestParameters() {
        return bestParameters;
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

    Progress progress() {
        return progress;
    }

    double epochSeconds() {
        return epochSeconds;
    }

    double[] epochSums() {
        return epochSums;
    }

    /** Begins the next update. */
    void beginUpdate(double learningRate) {
        optimizer.begin(learningRate, ++updates);
    }

    /** Updates the parameters {@code from} to {@code to - 1} by {@code gradient (P)}; threads may share an update. */
    void update(float[] gradient, int from, int to) {
        optimizer.update(parameters.values(), gradient, from, to);
    }

    /** See {@link Optimizer#isPlain}. */
    boolean hasPlainUpdates() {
        return optimizer.isPlain();
    }

    /** Goes on to the next batch. */
    void nextBatch() {
        batch++;
    }

    /** Notes what the epoch under way has given so far, before the state is looked at from outside. */
    void note(MetricSums sums, double seconds) {
        epochSums = sums.toArray();
        epochSeconds = seconds;
    }

    /** @param seconds that the evaluation took, beside the training pass */
    void completeEpoch(EpochReport report, TrainingSpec spec, double seconds) {
        if (report.monitoredLoss() < progress.bestLoss()) {
            System.arraycopy(parameters.values(), 0, bestParameters, 0, bestParameters.length);
        }
        progress = progress.after(report, spec, epochSeconds + seconds);
        epoch++;
        batch = 0;
        epochSums = new double[MetricSums.SIZE];
        epochSeconds = 0;
    }

    /** Takes the parameters of the best epoch, where they are kept: the training is at its end. */
    void restoreBest() {
        if (epoch > 0) {
            System.arraycopy(bestParameters, 0, parameters.values(), 0, bestParameters.length);
        }
    }
}
