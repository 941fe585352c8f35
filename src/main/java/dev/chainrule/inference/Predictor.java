package dev.chainrule.inference;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.model.Expert;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.preparation.EncodedInstances;
import java.util.List;

/** Runs prepared rows through a model: the mean over its members. Used by one thread. */
final class Predictor {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    private final TrainedModel model;
    private final TargetUnits units;
    /** What a member's outputs mean, for each member. */
    private final List<TargetUnits> unitsOfMembers;

    private final List<Network> networks;
    private final List<Workspace> workspaces;

    Predictor(TrainedModel model, int rows) {
        this.model = model;
        int outputs = model.outputs();
        this.units = model.preprocessor().target().units(outputs);
        this.unitsOfMembers = model.members().stream()
                .map(member -> member.target().units(outputs))
                .toList();
        this.networks = model.experts().stream()
                .map(expert -> new Network(expert.network()))
                .toList();
        this.workspaces = networks.stream()
                .map(network -> Workspace.forPrediction(network, Math.clamp(rows, 1, ROWS_AT_ONCE)))
                .toList();
    }

    /**
     * @param instances the same rows for each preparation of the model
     * @return (rows, outputs), in the units of the model's own preparation
     */
    float[] predict(List<EncodedInstances> instances) {
        int rows = instances.getFirst().rows();
        MeanPredictions mean = new MeanPredictions(rows, units);
        for (int i = 0; i < model.members().size(); i++) {
            ModelMember member = model.members().get(i);
            add(
                    member,
                    unitsOfMembers.get(i),
                    instances.get(member.preparation()).x(),
                    rows,
                    mean);
        }
        return mean.values();
    }

    /** @param x (rows, inputs), prepared for the member */
    private void add(ModelMember member, TargetUnits own, float[] x, int rows, MeanPredictions mean) {
        Expert expert = model.experts().get(member.expert());
        Network network = networks.get(member.expert());
        Workspace workspace = workspaces.get(member.expert());
        int inputs = network.inputs();
        for (int from = 0; from < rows; from += workspace.rows()) {
            int count = Math.min(workspace.rows(), rows - from);
            System.arraycopy(x, from * inputs, workspace.x(), 0, count * inputs);
            network.predict(expert.loss(), member.parameters(), workspace, count);
            for (int row = 0; row < count; row++) {
                mean.add(from + row, workspace.predictions(), row * network.outputs(), own, member.weight());
            }
        }
    }
}
