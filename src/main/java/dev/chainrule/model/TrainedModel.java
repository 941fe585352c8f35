package dev.chainrule.model;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.train.Task;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.ProblemException;
import java.util.List;
import java.util.UUID;

/**
 * A model with all that predictions need. What it says of a row is the mean of what its experts say, by their weights, and an expert
 * says the mean of what its members say: of probabilities, or of values.
 *
 * @param experts the networks of the members, each once
 * @param preparations the ways in which members see raw rows, each once: all of the same inputs in the same order. The first is the
 *     model's own, by which its inputs are checked and its predictions are read.
 */
public record TrainedModel(
        UUID id,
        String name,
        int version,
        Task task,
        List<Expert> experts,
        List<Preprocessor> preparations,
        List<ModelMember> members) {

    public TrainedModel {
        experts = List.copyOf(experts);
        preparations = List.copyOf(preparations);
        members = List.copyOf(members);
    }

    /** The model's own: that of its first expert. */
    public NetworkSpec network() {
        return experts.getFirst().network();
    }

    /** The model's own: that of its first expert. */
    public Loss loss() {
        return experts.getFirst().loss();
    }

    /** The model's own: its first preparation. */
    public Preprocessor preprocessor() {
        return preparations.getFirst();
    }

    /** Width of a prediction. */
    public int outputs() {
        return network().outputs().orElseThrow();
    }

    /** What each expert counts in the mean, which is the same for all its members. */
    public double[] weights() {
        double[] weights = new double[experts.size()];
        members.forEach(member -> weights[member.expert()] = member.weight());
        return weights;
    }

    /** The member with a number, from 0; a 404 where there is none. */
    public ModelMember member(int number) {
        if (number >= members.size()) {
            throw ProblemException.notFound(
                    "the members of the model are 0 to " + (members.size() - 1) + ", there is no member " + number);
        }
        return members.get(number);
    }

    /** The networks of the members that see rows by a preparation. */
    public List<NetworkSpec> networksOf(int preparation) {
        return members.stream()
                .filter(member -> member.preparation() == preparation)
                .map(this::networkOf)
                .toList();
    }

    public NetworkSpec networkOf(ModelMember member) {
        return experts.get(member.expert()).network();
    }
}
