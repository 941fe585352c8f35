package dev.chainrule.inference;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.Evaluator;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.Metrics;
import dev.chainrule.engine.train.PredictionEvaluator;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.model.Expert;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.preparation.PreparedSamples;

/** Measures a model, all its members together, on the rows of a dataset. */
final class ModelEvaluator {

    private ModelEvaluator() {}

    /** What was measured, and more about it. */
    record Measured(Evaluation evaluation, Metrics metrics) {}

    /**
     * @param columns those of the model
     * @param all the rows as the model's own preparation sees them
     */
    static Measured evaluate(TrainedModel model, DatasetRows rows, ChosenColumns columns, RowSet all) {
        TargetUnits units = model.preprocessor().targetUnits(model.outputs());
        if (model.members().size() == 1) {
            // from the weighted sums of the one network, to the bits that its training has measured
            Evaluator evaluator = new Evaluator(new Network(model.network()), model.loss(), model.task(), units);
            Evaluation evaluation =
                    evaluator.evaluate(model.members().getFirst().parameters(), all);
            return new Measured(evaluation, evaluator.metrics());
        }
        PredictionEvaluator evaluator = new PredictionEvaluator(model.loss(), model.task(), units);
        Evaluation evaluation = evaluator.evaluate(predictions(model, rows, columns, all, units), all);
        return new Measured(evaluation, evaluator.metrics());
    }

    /** A preparation after the other, so that the rows are in memory twice at most. */
    private static float[] predictions(
            TrainedModel model, DatasetRows rows, ChosenColumns columns, RowSet all, TargetUnits units) {
        MeanPredictions mean = new MeanPredictions(rows.count(), units);
        for (int i = 0; i < model.preparations().size(); i++) {
            RowSet seen = i == 0
                    ? all
                    : new RowSet(
                            PreparedSamples.of(model.preparations().get(i), rows, columns, model.outputs()),
                            all.rows());
            for (ModelMember member : model.members()) {
                if (member.preparation() == i) {
                    Expert expert = model.experts().get(member.expert());
                    mean.add(
                            new Network(model.networkOf(member)),
                            expert.loss(),
                            member.parameters(),
                            seen.samples(),
                            seen.rows(),
                            member.target().units(model.outputs()),
                            member.weight());
                }
            }
        }
        return mean.values();
    }
}
