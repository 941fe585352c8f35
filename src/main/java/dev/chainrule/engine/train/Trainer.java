package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Batches;
import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.engine.nn.TinyDescent;
import dev.chainrule.engine.nn.Workspace;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trains a network by backpropagation and gradient descent. Used by one thread. */
public final class Trainer {

    /** Why a run came to its end. */
    public enum Ending {
        EPOCHS_COMPLETED,
        TARGET_LOSS,
        EARLY_STOPPING,
        MAX_SECONDS,
        /** The listener said so: the state can be continued from. */
        STOPPED
    }

    /** Makes the update of the batch that the state is at. */
    private interface Step {
        void take(TrainingState state, double learningRate);
    }

    private final Network network;
    private final TrainingSpec spec;
    private final RowSet training;
    private final Optional<RowSet> validation;
    private final Batches batches;
    private final Workspace workspace;
    /** The weights of a batch's rows; empty where all are 1. */
    private final float[] u;

    private final ThreadChoice threads;
    private final MetricSums sums;
    private final Evaluator evaluator;

    /** @param validation rows to measure after each epoch */
    public Trainer(
            NetworkSpec network,
            TrainingSpec spec,
            RowSet training,
            Optional<RowSet> validation,
            Task task,
            TargetUnits units) {
        this.network = new Network(network, training.samples().encoding());
        this.spec = spec;
        this.training = training;
        this.validation = validation;
        this.batches = new Batches(training.rows(), spec.batchSize(), spec.shuffle(), spec.seed());
        this.workspace = Workspace.forTraining(this.network, Math.min(spec.batchSize(), training.rows().length));
        this.u = training.weightBuffer(workspace.rows());
        this.threads = new ThreadChoice(workspace.workers());
        this.sums = new MetricSums(task, units);
        this.evaluator = new Evaluator(this.network, spec.loss(), task, units);
    }

    /** Trains from where {@code state} stands until an end is reached. */
    public Ending run(TrainingState state, TrainingListener listener) {
        return run(state, listener, new Pace()::isDue);
    }

    /** @param isDue asked after each batch whether to ask the listener */
    Ending run(TrainingState state, TrainingListener listener, BooleanSupplier isDue) {
        ThreadBudget.enter();
        try {
            return runWithinBudget(state, listener, isDue);
        } finally {
            ThreadBudget.leave();
        }
    }

    private Ending runWithinBudget(TrainingState state, TrainingListener listener, BooleanSupplier isDue) {
        Step step = stepFor(state);
        while (true) {
            Optional<Ending> ending = ending(state);
            if (ending.isPresent()) {
                state.restoreBest();
                return ending.get();
            }
            if (!trainEpoch(state, step, listener, isDue)) {
                return Ending.STOPPED;
            }
            long start = System.nanoTime();
            EpochReport report = report(state);
            state.completeEpoch(report, spec, (System.nanoTime() - start) * 1e-9);
            if (listener.epochEnded(report, state) == TrainingListener.Signal.STOP) {
                return Ending.STOPPED;
            }
        }
    }

    private Step stepFor(TrainingState state) {
        Descent descent =
                new Descent(network.spec(), spec.clipping(), workspace.gradient(), workspace.workers(), state);
        Step step = (at, learningRate) -> step(at, descent, learningRate);
        if (workspace.rows() > 1 || u.length > 0 || !descent.isPlain()) {
            return step;
        }
        return network.tinyDescent(spec.loss(), workspace)
                .map(tiny -> (Step) (at, learningRate) -> tinyStep(at, tiny, step, learningRate))
                .orElse(step);
    }

    /** Whether the training is at its end, between two epochs, and why. */
    private Optional<Ending> ending(TrainingState state) {
        Progress progress = state.progress();
        StopRules stop = spec.stop();
        if (progress.lastTrainLoss() <= stop.targetLoss().orElse(Double.NEGATIVE_INFINITY)) {
            return Optional.of(Ending.TARGET_LOSS);
        }
        if (state.epoch() >= spec.epochs()) {
            return Optional.of(Ending.EPOCHS_COMPLETED);
        }
        if (progress.hasRunOutOf(stop.patience())) {
            return Optional.of(Ending.EARLY_STOPPING);
        }
        boolean timeIsUp = progress.seconds() >= stop.maxSeconds().orElse(Double.POSITIVE_INFINITY);
        return timeIsUp ? Optional.of(Ending.MAX_SECONDS) : Optional.empty();
    }

    /** The rest of the epoch that is under way; false if the listener stopped it. */
    private boolean trainEpoch(TrainingState state, Step step, TrainingListener listener, BooleanSupplier isDue) {
        long start = System.nanoTime();
        double secondsBefore = state.epochSeconds();
        double learningRate = learningRate(state);
        batches.startEpoch(state.epoch());
        sums.fromArray(state.epochSums());
        threads.start();
        while (state.batch() < batches.count()) {
            step.take(state, learningRate);
            state.nextBatch();
            threads.stepDone();
            if (isDue.getAsBoolean() && state.batch() < batches.count()) {
                threads.look();
                state.note(sums, secondsBefore + (System.nanoTime() - start) * 1e-9);
                if (listener.betweenBatches(state) == TrainingListener.Signal.STOP) {
                    return false;
                }
            }
        }
        state.note(sums, secondsBefore + (System.nanoTime() - start) * 1e-9);
        checkParameters(state);
        return true;
    }

    /** The scheduled rate of the epoch that is under way. */
    private double learningRate(TrainingState state) {
        double factor = spec.schedule()
                .factor(state.epoch(), spec.epochs(), state.progress().cuts());
        return spec.optimizer().learningRate() * factor;
    }

    /** One update: forward, loss, backward, penalties, clipping, gradient descent. None where all rows weigh 0. */
    private void step(TrainingState state, Descent descent, double learningRate) {
        int batch = state.batch();
        int rows = batches.size(batch);
        float[] w = state.parameters().values();
        batches.gather(training.samples(), batch, workspace.x(), workspace.y());
        batches.gatherWeights(training.weights(), batch, u);
        double weightSum = RowWeights.sum(u, rows);
        if (weightSum == 0) {
            network.forward(w, workspace, rows);
            sums.add(0, 0, workspace.predictions(), workspace.y(), rows);
            return;
        }
        network.forwardTraining(w, workspace, rows, spec.seed(), state.updates() + 1);
        double lossSum = network.loss(spec.loss(), workspace, u, rows);
        if (!Double.isFinite(lossSum)) {
            int layer = network.firstNonFiniteLayer(workspace, rows);
            throw new DivergedException(state.epoch() + 1, batch + 1, layer);
        }
        sums.add(lossSum, weightSum, workspace.predictions(), workspace.y(), rows);
        descent.begin(learningRate);
        network.backward(spec.loss(), w, workspace, rows, descent);
        descent.end();
    }

    /** The same for a batch of one row, which counts 1. */
    private void tinyStep(TrainingState state, TinyDescent tiny, Step other, double learningRate) {
        batches.gather(training.samples(), state.batch(), workspace.x(), workspace.y());
        double loss = tiny.step(state.parameters().values(), (float) learningRate);
        if (Double.isFinite(loss)) {
            sums.add(loss, 1, workspace.predictions(), workspace.y(), 1);
            state.beginUpdate(learningRate);
        } else {
            // nothing has been changed: the other way says where it diverged
            other.take(state, learningRate);
        }
    }

    private EpochReport report(TrainingState state) {
        Optional<Evaluation> held =
                validation.map(rows -> evaluator.evaluate(state.parameters().values(), rows));
        if (held.isPresent() && !Double.isFinite(held.get().loss())) {
            throw new DivergedException(
                    state.epoch() + 1, batches.count(), network.spec().layers().size() - 1);
        }
        return new EpochReport(
                state.epoch() + 1, sums.meanLoss(), sums.metrics(), held, learningRate(state), state.epochSeconds());
    }

    /** An infinite weight can hide behind a relu that is off: it must not reach a model. */
    private void checkParameters(TrainingState state) {
        int layer = network.firstNonFiniteParameters(state.parameters().values());
        if (layer >= 0) {
            throw new DivergedException(state.epoch() + 1, batches.count(), layer);
        }
    }
}
