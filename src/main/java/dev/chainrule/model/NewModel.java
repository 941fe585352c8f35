package dev.chainrule.model;

import dev.chainrule.engine.train.Task;
import dev.chainrule.preparation.Preprocessor;
import java.util.List;

/**
 * What a training leaves.
 *
 * @param experts at least one
 * @param preparations the first is the model's own: see {@link TrainedModel}
 * @param metrics JSON: {"train": {...}, "validation": {...}}
 */
public record NewModel(
        ModelSource source,
        Task task,
        List<Expert> experts,
        List<Preprocessor> preparations,
        List<ModelMember> members,
        String metrics) {

    public NewModel {
        experts = List.copyOf(experts);
        preparations = List.copyOf(preparations);
        members = List.copyOf(members);
    }
}
