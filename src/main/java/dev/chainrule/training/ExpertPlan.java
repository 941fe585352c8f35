package dev.chainrule.training;

import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.train.TrainingSpec;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What some members of a plan have in common: one of several views of the same task, or the only one.
 *
 * @param name null where there is but one
 * @param network resolved, with initial values where they were given
 * @param spec as it was asked for; members may have a seed of their own
 */
record ExpertPlan(
        @Nullable String name,
        NetworkDefinition network,
        Preparing preparing,
        TrainingSpec spec,
        Optional<ClassWeights> classWeights,
        CheckpointPolicy checkpoints) {

    /**
     * Writes it as a request has it.
     *
     * @param validation what stands in its training about the rows to validate on
     */
    void write(ObjectNode json, Optional<ObjectNode> validation) {
        if (name != null) {
            json.put("name", name);
        }
        json.set("network", NetworkJson.describe(network));
        preparing.write(json);
        json.set("training", TrainingSettings.write(spec, classWeights, validation, checkpoints));
    }

    NetworkSpec networkSpec() {
        return network.spec();
    }

    int parameterCount() {
        return Math.toIntExact(Parameters.count(networkSpec()));
    }
}
