package dev.chainrule.inference;

import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.Evaluator;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.Metrics;
import dev.chainrule.engine.train.PredictionEvaluator;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.TrainedModel;
import java.util.List;
import java.util.function.IntFunction;

/** Measures a model, all its members together, on the rows of a dataset. */
final class ModelEvaluator {

    private ModelEvaluator() {}

    /** What was measured, and more about it. */
    record Measured(Evaluation evaluation, Metrics metrics) {}

    /**
     * @param seen the rows as a preparation of the model sees them, by its index; asked for one after the other, so that no more than
     *     one has to be in memory
     * @param all their targets and weights
     */
    static Measured evaluate(TrainedModel model, IntFunction<? extends Samples> seen, RowSet all) {
        TargetUnits units = model.preprocessor().targetUnits(model.outputs());
        if (model.members().size() == 1) {
            // from the weighted sums of the one network, to the bits that its training has measured
            Samples samples = seen.apply(0);
            Network network = new Network(model.network(), samples.encoding());
            Evaluator evaluator = new Evaluator(network, model.loss(), model.task(), units);
            Evaluation evaluation =
                    evaluator.evaluate(model.members().getFirst().parameters(), rows(samples, all));
            return new Measured(evaluation, evaluator.metrics());
        }
        PredictionEvaluator evaluator = new PredictionEvaluator(model.loss(), model.task(), units);
        Evaluation evaluation = evaluator.evaluate(predictions(model, seen, all, units), all);
        return new Measured(evaluation, evaluator.metrics());
    }

    private static RowSet rows(Samples samples, RowSet all) {
        return new RowSet(samples, all.rows(), all.weights());
    }

    private static float[] predictions(
            TrainedModel model, IntFunction<? extends Samples> seen, RowSet all, TargetUnits units) {
        List<MeanPredictions> means = model.experts().stream()
                .map(expert -> new MeanPredictions(all.samples().rows(), units, expert.loss()))
                .toList();
        for (int i = 0; i < model.preparations().size(); i++) {
            Samples samples = seen.apply(i);
            for (ModelMember member : model.members()) {
                if (member.preparation() == i) {
                    means.get(member.expert())
                            .add(
                                    new Network(model.networkOf(member), samples.encoding()),
                                    member.parameters(),
                                    samples,
                                    all.rows(),
                                    member.target().units(model.outputs()));
                }
            }
        }
        return MeanPredictions.blend(means.stream().map(MeanPredictions::values).toList(), model.weights());
    }
}
