package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.preparation.ClassLabels;
import dev.chainrule.preparation.PreparedSamples;
import dev.chainrule.preparation.PreprocessingSpec;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.preparation.TargetEncoding;
import dev.chainrule.preparation.TargetScales;
import dev.chainrule.preparation.TreeBinsOfFolds;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the members of a plan: one for each fold, or a single one. */
final class MemberPlanner {

    private final DatasetReference dataset;
    private final ChosenColumns columns;
    private final Validation validation;
    private final Faults faults;

    MemberPlanner(DatasetReference dataset, ChosenColumns columns, Validation validation, Faults faults) {
        this.dataset = dataset;
        this.columns = columns;
        this.validation = validation;
        this.faults = faults;
    }

    Validation validation() {
        return validation;
    }

    /** Whether the rows are enough, and may be held out. */
    void checkRows(Preparing preparing) {
        int rows = dataset.rows().count();
        switch (validation) {
            case Validation.None _, Validation.Rows _ -> {}
            case Validation.Split _ -> {
                if (rows < 2) {
                    faults.add("/training/validation/split", "needs at least 2 rows, the dataset has " + rows);
                }
            }
            case Validation.Folds(int count) -> {
                if (rows < count) {
                    faults.add(
                            "/training/validation/folds",
                            "must be at most " + rows + ", the number of rows, was " + count);
                }
                if (preparing instanceof Preparing.AsModel) {
                    faults.add(
                            "/training/validation/folds",
                            "cannot be had of a model that is continued, which may have seen the rows held out");
                }
            }
        }
    }

    /** One for each member: stratified where there are classes. */
    List<ValidationSplit> splits(Optional<ClassLabels> labels, long seed) {
        int rows = dataset.rows().count();
        int[] classes = labels.map(ClassLabels::classes).orElseGet(() -> new int[rows]);
        int classCount = labels.map(known -> known.labels().size()).orElse(1);
        return switch (validation) {
            case Validation.None _, Validation.Rows _ -> List.of(ValidationSplit.none(rows));
            case Validation.Split(double share) -> List.of(ValidationSplit.random(classes, classCount, share, seed));
            case Validation.Folds(int count) -> ValidationSplit.folds(classes, classCount, count, seed);
        };
    }

    /** One for each split; what is wrong with all of them is told once. */
    List<SampleWeighting> weightings(
            Optional<ClassWeights> classWeights, Optional<ClassLabels> labels, List<ValidationSplit> splits) {
        List<SampleWeighting> weightings = new ArrayList<>();
        float[] sampleWeights = dataset.sampleWeights();
        Set<Fault> told = new HashSet<>();
        for (ValidationSplit split : splits) {
            Faults found = new Faults();
            weightings.add(SampleWeighting.of(classWeights, sampleWeights, labels, split, found));
            found.list().stream().filter(told::add).forEach(fault -> faults.add(fault.pointer(), fault.detail()));
        }
        return weightings;
    }

    /**
     * How the members of an expert see the rows. With folds, what does not see the target is learned once, from all rows; what does, each
     * member learns from its own training rows.
     *
     * @param classification whether the target is taken for classes
     * @param outputs width of a prediction
     * @return one for all, or one for each split: all make as many features of a row
     */
    List<Preprocessor> preparations(
            Preparing preparing, List<ValidationSplit> splits, boolean classification, int outputs) {
        if (splits.size() == 1) {
            int[] rows = splits.getFirst().training();
            return List.of(preparing.preprocessor(dataset, columns, rows, classification));
        }
        int[] all = ValidationSplit.none(dataset.rows().count()).training();
        if (!(preparing instanceof Preparing.Learned(PreprocessingSpec spec)) || !spec.seesTarget()) {
            return List.of(preparing.preprocessor(dataset, columns, all, classification));
        }
        Preprocessor shared = Preprocessor.learn(spec.withoutTarget(), dataset.rows(), columns, all, classification);
        PreparedSamples samples = PreparedSamples.of(shared, dataset.rows(), columns, outputs);
        return TreeBinsOfFolds.learn(spec, shared, samples, trainingRows(splits));
    }

    private static List<int[]> trainingRows(List<ValidationSplit> splits) {
        return splits.stream().map(ValidationSplit::training).toList();
    }

    /**
     * The members of all experts: one for each split, those of an expert after those of the one before.
     *
     * @param preparations gets the preparations of the plan
     */
    List<MemberPlan> members(List<ResolvedExpert> experts, List<Preprocessor> preparations) {
        List<MemberPlan> members = new ArrayList<>();
        for (int index = 0; index < experts.size(); index++) {
            ResolvedExpert expert = experts.get(index);
            int first = preparations.size();
            preparations.addAll(expert.preparations());
            List<TargetEncoding> targets = targets(expert);
            for (int fold = 0; fold < expert.splits().size(); fold++) {
                int count = experts.size() * expert.splits().size();
                members.add(new MemberPlan(
                        members.size(),
                        fold,
                        index,
                        expert.preparations().size() == 1 ? first : first + fold,
                        targets.get(fold),
                        expert.splits().get(fold),
                        expert.weightings().get(fold),
                        MemberPlan.specOf(members.size(), count, expert.expert().spec())));
            }
        }
        return members;
    }

    /** How the targets are written for each fold: scales are learned without the rows that it holds out. */
    private List<TargetEncoding> targets(ResolvedExpert expert) {
        List<ValidationSplit> splits = expert.splits();
        TargetEncoding shared = expert.preparations().getFirst().target();
        return splits.size() > 1
                        && shared instanceof TargetEncoding.Values
                        && expert.expert().preparing() instanceof Preparing.Learned(PreprocessingSpec spec)
                ? TargetScales.learn(spec, dataset.rows(), columns.targets(), trainingRows(splits))
                : Collections.nCopies(splits.size(), shared);
    }
}
