package dev.chainrule.model;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.web.VirtualThreads;
import java.util.ArrayList;
import java.util.List;

/** Runs prepared rows through a model: the weighted mean of what its experts say, each the mean over its members. Used by one thread. */
public final class Predictor {

    private final TrainedModel model;
    private final TargetUnits units;
    /** What a member's outputs mean, for each member. */
    private final List<TargetUnits> unitsOfMembers;

    /** One for each member, and its workspace, which it may share with others of its kind. */
    private final List<Network> networks;

    private final List<Workspace> workspaces = new ArrayList<>();

    /**
     * @param networks those of the members
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
        for (int i = 0; i < networks.size(); i++) {
            Network network = networks.get(i);
            boolean isAsBefore = i > 0
                    && networks.get(i - 1).spec().equals(network.spec())
                    && networks.get(i - 1).inputs() == network.inputs();
            workspaces.add(isAsBefore ? workspaces.getLast() : Workspace.forPrediction(network, rows));
        }
    }

    /** @return (rows, outputs), in the units of the model's own preparation */
    public float[] predict(EncodedInstances instances) {
        int rows = instances.rows();
        int atOnce = workspaces.getFirst().rows();
        List<MeanPredictions> means = model.experts().stream()
                .map(expert -> new MeanPredictions(rows, units, expert.loss()))
                .toList();
        for (int from = 0; from < rows; from += atOnce) {
            int to = Math.min(rows, from + atOnce);
            add(instances, from, to, means);
            if (to - from == atOnce) {
                VirtualThreads.giveWay();
            }
        }
        return MeanPredictions.blend(means.stream().map(MeanPredictions::values).toList(), model.weights());
    }

    private void add(EncodedInstances instances, int from, int to, List<MeanPredictions> means) {
        Workspace filled = null;
        int preparation = -1;
        for (int i = 0; i < model.members().size(); i++) {
            ModelMember member = model.members().get(i);
            Network network = networks.get(i);
            Workspace workspace = workspaces.get(i);
            if (workspace != filled || member.preparation() != preparation) {
                filled = workspace;
                preparation = member.preparation();
                instances.write(preparation, from, to, workspace.x());
            }
            network.forward(member.parameters(), workspace, to - from);
            for (int row = from; row < to; row++) {
                int at = (row - from) * network.outputs();
                means.get(member.expert()).add(row, workspace.predictions(), at, unitsOfMembers.get(i));
            }
        }
    }
}
