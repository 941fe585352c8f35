package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Batches;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Workspace;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trains a network by backpropagation and gradient descent. Used by one thread. */
public final class Trainer {

    /** Why a run came to its end. */
    public enum Ending {
        EPOCHS_COMPLETED,
        TARGET_LOSS,
        /** The listener said so: the state can be continued from. */
        STOPPED
    }

    private final Network network;
    private final TrainingSpec spec;
    private final RowSet training;
    private final Optional<RowSet> validation;
    private final Batches batches;
    private final Workspace workspace;
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
        this.network = new Network(network);
        this.spec = spec;
        this.training = training;
        this.validation = validation;
        this.batches = new Batches(training.rows(), spec.batchSize(), spec.shuffle(), spec.seed());
        this.workspace = Workspace.forTraining(this.network, Math.min(spec.batchSize(), training.rows().length));
        this.sums = new MetricSums(task, units);
        this.evaluator = new Evaluator(this.network, spec.loss(), task, units);
    }

    /** Trains from where {@code state} stands until an end is reached. */
    public Ending run(TrainingState state, TrainingListener listener) {
        return run(state, listener, new Pace()::isDue);
    }

    /** @param isDue asked after each batch whether to ask the listener */
    Ending run(TrainingState state, TrainingListener listener, BooleanSupplier isDue) {
        while (true) {
            if (state.lastTrainLoss() <= spec.targetLoss().orElse(Double.NEGATIVE_INFINITY)) {
                return Ending.TARGET_LOSS;
            }
            if (state.epoch() >= spec.epochs()) {
                return Ending.EPOCHS_COMPLETED;
            }
            if (!trainEpoch(state, listener, isDue)) {
                return Ending.STOPPED;
            }
            EpochReport report = report(state);
            state.completeEpoch(report.trainLoss());
            if (listener.epochEnded(report, state) == TrainingListener.Signal.STOP) {
                return Ending.STOPPED;
            }
        }
    }

    /** The rest of the epoch that is under way; false if the listener stopped it. */
    private boolean trainEpoch(TrainingState state, TrainingListener listener, BooleanSupplier isDue) {
        long start = System.nanoTime();
        double secondsBefore = state.epochSeconds();
        batches.startEpoch(state.epoch());
        sums.fromArray(state.epochSums());
        while (state.batch() < batches.count()) {
            step(state);
            if (isDue.getAsBoolean() && state.batch() < batches.count()) {
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

    /** One update: forward, loss, backward, gradient descent. */
    private void step(TrainingState state) {
        int batch = state.batch();
        int rows = batches.size(batch);
        float[] w = state.parameters().values();
        batches.gather(training.samples(), batch, workspace.x(), workspace.y());
        network.forward(w, workspace, rows);
        double lossSum = network.loss(spec.loss(), workspace, rows);
        if (!Double.isFinite(lossSum)) {
            int layer = network.firstNonFiniteLayer(workspace, rows);
            throw new DivergedException(state.epoch() + 1, batch + 1, layer);
        }
        sums.add(lossSum, workspace.predictions(), workspace.y(), rows);
        network.backward(spec.loss(), w, workspace, rows);
        state.update(workspace.gradient(), spec.optimizer().learningRate());
    }

    private EpochReport report(TrainingState state) {
        Optional<Evaluation> held =
                validation.map(rows -> evaluator.evaluate(state.parameters().values(), rows));
        if (held.isPresent() && !Double.isFinite(held.get().loss())) {
            throw new DivergedException(
                    state.epoch() + 1, batches.count(), network.spec().layers().size() - 1);
        }
        return new EpochReport(
                state.epoch() + 1,
                sums.meanLoss(),
                sums.metrics(),
                held,
                spec.optimizer().learningRate(),
                state.epochSeconds());
    }

    /** An infinite weight can hide behind a relu that is off: it must not reach a model. */
    private void checkParameters(TrainingState state) {
        int layer = network.firstNonFiniteParameters(state.parameters().values());
        if (layer >= 0) {
            throw new DivergedException(state.epoch() + 1, batches.count(), layer);
        }
    }
}
