package dev.chainrule.model;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.train.Task;
import dev.chainrule.preparation.Preprocessor;
import java.util.List;
import java.util.UUID;

/**
 * A model with all that predictions need.
 *
 * @param members parameters (P) of each member, not to be changed
 */
public record TrainedModel(
        UUID id,
        String name,
        int version,
        Task task,
        Loss loss,
        NetworkSpec network,
        Preprocessor preprocessor,
        List<float[]> members) {}
