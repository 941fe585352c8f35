package dev.chainrule.training;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.train.Task;
import dev.chainrule.preparation.Preprocessor;
import java.util.List;

/**
 * An expert with everything that was left open filled in, and what its members are made of.
 *
 * @param outputs width of a prediction
 * @param splits one for each member
 * @param weightings one for each split
 * @param preparations one for all members, or one for each
 */
record ResolvedExpert(
        ExpertPlan expert,
        Task task,
        int outputs,
        List<ValidationSplit> splits,
        List<SampleWeighting> weightings,
        List<Preprocessor> preparations) {}
