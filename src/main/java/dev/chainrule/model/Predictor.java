package dev.chainrule.model;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.preparation.EncodedInstances;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Runs prepared rows through a model: the mean over its members. Safe for use by several threads at once: each takes workspaces of
 * its own, small ones out of a pool, so that a prediction of few rows allocates none.
 */
final class Predictor {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    /** Up to so many rows are computed in workspaces that are kept: beyond, new ones cost little beside the computation. */
    private static final int FEW_ROWS = 8;

    private final TrainedModel model;
    private final TargetUnits units;
    /** What a member's outputs mean, for each member. */
    private final List<TargetUnits> unitsOfMembers;

    private final List<Network> networks;
    /** Each with a workspace for every network. */
    private final BlockingQueue<List<Workspace>> pool;

    Predictor(TrainedModel model) {
        this.model = model;
        int outputs = model.outputs();
        this.units = model.preprocessor().target().units(outputs);
        this.unitsOfMembers = model.members().stream()
                .map(member -> member.target().units(outputs))
                .toList();
        this.networks = model.experts().stream()
                .map(expert -> new Network(expert.network()))
                .toList();
        // no more threads compute at the same time
        this.pool = new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    }

    private List<Workspace> workspaces(int rows) {
        return networks.stream()
                .map(network -> Workspace.forPrediction(network, rows))
                .toList();
    }

    /** The most bytes that parameters and kept workspaces take. */
    long bytes() {
        long numbers = 0;
        for (ModelMember member : model.members()) {
            numbers += member.parameters().length;
        }
        long pooled = (long) pool.remainingCapacity() + pool.size();
        for (Network network : networks) {
            numbers += pooled * FEW_ROWS * numbersOfARow(network.spec());
        }
        return Float.BYTES * numbers;
    }

    /** Of a workspace: x, y, the loss's derivative, and of each layer weighted sums and activations. */
    private static long numbersOfARow(NetworkSpec spec) {
        long numbers = spec.inputs().orElseThrow() + 2L * spec.outputs().orElseThrow();
        for (int i = 0; i < spec.layers().size(); i++) {
            numbers += 2L * spec.outputsOf(i).orElseThrow();
        }
        return numbers;
    }

    /**
     * @param instances the same rows for each preparation of the model
     * @return (rows, outputs), in the units of the model's own preparation
     */
    float[] predict(List<EncodedInstances> instances) {
        int rows = instances.getFirst().rows();
        if (rows > FEW_ROWS) {
            return predict(instances, workspaces(Math.min(rows, ROWS_AT_ONCE)));
        }
        List<Workspace> kept = pool.poll();
        List<Workspace> workspaces = kept == null ? workspaces(FEW_ROWS) : kept;
        float[] predictions = predict(instances, workspaces);
        // where there are enough already, these are not kept
        boolean _ = pool.offer(workspaces);
        return predictions;
    }

    private float[] predict(List<EncodedInstances> instances, List<Workspace> workspaces) {
        int rows = instances.getFirst().rows();
        MeanPredictions mean = new MeanPredictions(rows, units);
        for (int i = 0; i < model.members().size(); i++) {
            ModelMember member = model.members().get(i);
            float[] x = instances.get(member.preparation()).x();
            add(member, unitsOfMembers.get(i), x, rows, workspaces.get(member.expert()), mean);
        }
        return mean.values();
    }

    /** @param x (rows, inputs), prepared for the member */
    private void add(
            ModelMember member, TargetUnits own, float[] x, int rows, Workspace workspace, MeanPredictions mean) {
        Expert expert = model.experts().get(member.expert());
        Network network = networks.get(member.expert());
        int inputs = network.inputs();
        for (int from = 0; from < rows; from += workspace.rows()) {
            int count = Math.min(workspace.rows(), rows - from);
            System.arraycopy(x, from * inputs, workspace.x(), 0, count * inputs);
            network.predict(expert.loss(), member.parameters(), workspace, count);
            for (int row = 0; row < count; row++) {
                mean.add(from + row, workspace.predictions(), row * network.outputs(), own, member.weight());
            }
            letOthersIn();
        }
    }

    /** A virtual thread keeps its core until it waits for something: one that computes for long would stop the other requests. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letOthersIn() {
        Thread.yield();
    }
}
