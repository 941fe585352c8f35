package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.preparation.InputColumn;
import dev.chainrule.preparation.PreparedSamples;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.Faults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of a plan in memory, prepared as its members see them. What is large, those share whose preparations differ in bins and other
 * shapes of numbers alone: the members of an expert, often all. Safe for use by several threads.
 */
final class PlanRows {

    private final TrainingPlan plan;
    /** By their cells. */
    private final Map<List<InputColumn>, PreparedSamples> training = new ConcurrentHashMap<>();

    private final Map<List<InputColumn>, PreparedSamples> validation = new ConcurrentHashMap<>();

    PlanRows(TrainingPlan plan) {
        this.plan = plan;
    }

    /** All rows of the dataset, as a member sees them. */
    PreparedSamples samples(MemberPlan member) {
        return of(training, plan.dataset(), member);
    }

    /** All rows of the dataset in the units of the plan's own preparation. */
    PreparedSamples samples() {
        return samples(plan.members().getFirst())
                .withTarget(plan.preparations().getFirst().target());
    }

    RowSet training(PreparedSamples samples, MemberPlan member) {
        return new RowSet(samples, member.split().training(), member.weighting().training());
    }

    /** The rows that a member is validated on, if there are any. */
    Optional<RowSet> validation(PreparedSamples samples, MemberPlan member) {
        return switch (plan.validation()) {
            case Validation.None() -> Optional.empty();
            case Validation.Split _, Validation.Folds _ ->
                Optional.of(new RowSet(
                        samples, member.split().validation(), member.weighting().validation()));
            case Validation.Rows(DatasetReference rows) -> {
                PreparedSamples held = of(validation, rows, member);
                yield Optional.of(
                        new RowSet(held, ValidationSplit.none(held.rows()).training(), rows.sampleWeights()));
            }
        };
    }

    private PreparedSamples of(Map<List<InputColumn>, PreparedSamples> kept, DatasetReference rows, MemberPlan member) {
        Preprocessor preprocessor = plan.preparations().get(member.preparation());
        return kept.computeIfAbsent(preprocessor.cells(), cells -> prepare(rows, preprocessor))
                .withShapes(preprocessor)
                .withTarget(member.target())
                .forNetworks(List.of(plan.expertOf(member).networkSpec()));
    }

    private PreparedSamples prepare(DatasetReference rows, Preprocessor preprocessor) {
        ChosenColumns columns = rows == plan.dataset()
                ? plan.columns()
                : preprocessor.columnsIn(rows.schema(), "/training/validation/dataset", new Faults());
        if (columns == null) {
            throw new IllegalStateException("the rows to validate on lack a column");
        }
        return PreparedSamples.of(preprocessor, rows.rows(), columns, plan.outputs());
    }
}
