package dev.chainrule.training;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.train.StopRules;
import dev.chainrule.model.ModelMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a job that ends early leaves of its members: as they were at their ends, or else at their last checkpoints. Members that have neither
 * are left out.
 *
 * @param parameters (P) by member, little-endian float32
 * @param checkpoints epochs of those that were taken from checkpoints
 */
record LeftMembers(Map<Integer, byte[]> parameters, Map<Integer, Integer> checkpoints) {

    static LeftMembers of(List<JobResult> results, List<JobCheckpoint> newest) {
        Map<Integer, byte[]> parameters = new TreeMap<>();
        Map<Integer, Integer> epochs = new TreeMap<>();
        results.forEach(result -> parameters.put(result.member(), result.parameters()));
        for (JobCheckpoint checkpoint : newest) {
            if (parameters.putIfAbsent(checkpoint.member(), checkpoint.parameters()) == null) {
                epochs.put(checkpoint.member(), checkpoint.epoch());
            }
        }
        return new LeftMembers(parameters, epochs);
    }

    boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** The epoch whose metrics are those of a member; empty where it is left out. */
    Optional<Integer> epochOf(JobMember member, TrainingPlan plan) {
        if (!parameters.containsKey(member.member())) {
            return Optional.empty();
        }
        StopRules stop = plan.members().get(member.member()).spec().stop();
        int last =
                stop.restoreBest() ? member.best().map(JobMember.Best::epoch).orElse(member.epoch()) : member.epoch();
        return Optional.of(checkpoints.getOrDefault(member.member(), last));
    }

    /** The members of the model. */
    List<ModelMember> members(TrainingPlan plan) {
        List<ModelMember> kept = new ArrayList<>();
        parameters.forEach((number, bytes) -> {
            MemberPlan member = plan.members().get(number);
            kept.add(member.trained(
                    1, FloatCodec.decode(bytes, plan.expertOf(member).parameterCount())));
        });
        return kept;
    }
}
