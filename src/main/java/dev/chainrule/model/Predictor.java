package dev.chainrule.model;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Workspace;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Runs prepared rows through a model: the mean over its members. Safe for use by several threads at once: each takes a workspace
 * of its own, small ones out of a pool, so that a prediction of few rows allocates none.
 */
final class Predictor {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    /** Up to so many rows are computed in a workspace that is kept: beyond, a new one costs little beside the computation. */
    private static final int FEW_ROWS = 8;

    private final Network network;
    private final Loss loss;
    private final List<float[]> members;
    private final BlockingQueue<Workspace> pool;

    Predictor(TrainedModel model) {
        this.network = new Network(model.network());
        this.loss = model.loss();
        this.members = model.members();
        // no more threads compute at the same time
        this.pool = new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    }

    /** The most bytes that parameters and kept workspaces take. */
    long bytes() {
        NetworkSpec spec = network.spec();
        long row = network.inputs() + 2L * network.outputs();
        for (int i = 0; i < spec.layers().size(); i++) {
            row += 2L * spec.outputsOf(i).orElseThrow();
        }
        long workspaces = (long) pool.remainingCapacity() + pool.size();
        return Float.BYTES * ((long) members.size() * network.parameterCount() + workspaces * FEW_ROWS * row);
    }

    /**
     * @param x (rows, inputs), prepared
     * @return (rows, outputs), in the network's units
     */
    float[] predict(float[] x, int rows) {
        if (rows > FEW_ROWS) {
            return predict(x, rows, Workspace.forPrediction(network, Math.min(rows, ROWS_AT_ONCE)));
        }
        Workspace kept = pool.poll();
        Workspace workspace = kept == null ? Workspace.forPrediction(network, FEW_ROWS) : kept;
        float[] predictions = predict(x, rows, workspace);
        // where there are enough already, this one is not kept
        boolean _ = pool.offer(workspace);
        return predictions;
    }

    private float[] predict(float[] x, int rows, Workspace workspace) {
        int inputs = network.inputs();
        int outputs = network.outputs();
        float[] predictions = new float[Math.multiplyExact(rows, outputs)];
        for (int from = 0; from < rows; from += workspace.rows()) {
            int count = Math.min(workspace.rows(), rows - from);
            System.arraycopy(x, from * inputs, workspace.x(), 0, count * inputs);
            for (float[] parameters : members) {
                network.predict(loss, parameters, workspace, count);
                for (int i = 0; i < count * outputs; i++) {
                    predictions[from * outputs + i] += workspace.predictions()[i];
                }
            }
            letOthersIn();
        }
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] /= members.size();
        }
        return predictions;
    }

    /** A virtual thread keeps its core until it waits for something: one that computes for long would stop the other requests. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letOthersIn() {
        Thread.yield();
    }
}
