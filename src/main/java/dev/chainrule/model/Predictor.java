package dev.chainrule.model;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.web.VirtualThreads;
import java.util.List;

/** Runs prepared rows through a model: the weighted mean of what its experts say, each the mean over its members. Used by one thread. */
public final class Predictor {

    private final TrainedModel model;
    private final TargetUnits units;
    /** What a member's outputs mean, for each member. */
    private final List<TargetUnits> unitsOfMembers;

    private final List<Network> networks;
    private final List<Workspace> workspaces;

    /**
     * @param networks those of the experts
     * @param rows how many are computed at once
     */
    Predictor(TrainedModel model, List<Network> networks, int rows) {
        this.model = model;
        int outputs = model.outputs();
        this.units = model.preprocessor().target().units(outputs);
        this.unitsOfMembers = model.members().stream()
                .map(member -> member.target().units(outputs))
                .toList();
        this.networks = networks;
        this.workspaces = networks.stream()
                .map(network -> Workspace.forPrediction(network, rows))
                .toList();
    }

    /**
     * @param instances the same rows for each preparation of the model
     * @return (rows, outputs), in the units of the model's own preparation
     */
    public float[] predict(List<EncodedInstances> instances) {
        int rows = instances.getFirst().rows();
        List<MeanPredictions> means = model.experts().stream()
                .map(expert -> new MeanPredictions(rows, units, expert.loss()))
                .toList();
        for (int i = 0; i < model.members().size(); i++) {
            ModelMember member = model.members().get(i);
            float[] x = instances.get(member.preparation()).x();
            add(member, unitsOfMembers.get(i), x, rows, means.get(member.expert()));
        }
        return MeanPredictions.blend(means.stream().map(MeanPredictions::values).toList(), model.weights());
    }

    /** @param x (rows, inputs), prepared for the member */
    private void add(ModelMember member, TargetUnits own, float[] x, int rows, MeanPredictions mean) {
        Network network = networks.get(member.expert());
        Workspace workspace = workspaces.get(member.expert());
        int inputs = network.inputs();
        for (int from = 0; from < rows; from += workspace.rows()) {
            int count = Math.min(workspace.rows(), rows - from);
            System.arraycopy(x, from * inputs, workspace.x(), 0, count * inputs);
            network.forward(member.parameters(), workspace, count);
            for (int row = 0; row < count; row++) {
                mean.add(from + row, workspace.predictions(), row * network.outputs(), own);
            }
            if (count == workspace.rows()) {
                VirtualThreads.giveWay();
            }
        }
    }
}
