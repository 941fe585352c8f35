package dev.chainrule.model;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.train.Task;
import dev.chainrule.preparation.Preprocessor;
import java.util.List;

/**
 * What a training leaves.
 *
 * @param members parameters (P) of each member
 * @param metrics JSON: {"train": {...}, "validation": {...}}
 */
public record NewModel(
        ModelSource source,
        Task task,
        Loss loss,
        NetworkSpec network,
        Preprocessor preprocessor,
        List<float[]> members,
        String metrics) {}
