package dev.chainrule.training;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.MeanPredictions;
import dev.chainrule.engine.train.Metric;
import dev.chainrule.engine.train.PredictionEvaluator;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.model.MetricNames;
import dev.chainrule.preparation.PreparedSamples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * How good the members of folds are together. Each row is held out by one member (of each expert): what that says of it is the row's
 * out-of-fold prediction, which validates without a row that was not trained on being lost.
 */
final class OutOfFold {

    private final TrainingPlan plan;
    private final TargetUnits units;
    private final PredictionEvaluator evaluator;
    private final RowSet all;
    /** (rows, outputs): what all members together say. */
    private final float[] together;
    /** (rows, outputs) */
    private final float[] outOfFold;

    OutOfFold(TrainingPlan plan, PlanRows rows, List<float[]> parameters) {
        this.plan = plan;
        this.units = plan.preparations().getFirst().targetUnits(plan.outputs());
        this.evaluator = new PredictionEvaluator(plan.loss(), plan.task(), units);
        PreparedSamples samples = rows.samples();
        float[] weights = plan.members().getFirst().weighting().validation();
        this.all = new RowSet(samples, ValidationSplit.none(samples.rows()).training(), weights);
        MeanPredictions mean = new MeanPredictions(samples.rows(), units);
        MeanPredictions held = new MeanPredictions(samples.rows(), units);
        for (MemberPlan member : plan.members()) {
            Network network = new Network(plan.expertOf(member).networkSpec());
            float[] w = parameters.get(member.member());
            PreparedSamples seen = rows.samples(member);
            TargetUnits own = member.target().units(plan.outputs());
            mean.add(network, member.spec().loss(), w, seen, all.rows(), own, 1);
            held.add(network, member.spec().loss(), w, seen, member.split().validation(), own, 1);
        }
        this.together = mean.values();
        this.outOfFold = held.values();
    }

    /** {"train", "validation", "folds": {"mean", "standardDeviation"}} */
    ObjectNode metrics() {
        Evaluation train = evaluator.evaluate(together, all);
        Evaluation validation = evaluator.evaluate(outOfFold, all);
        ObjectNode json = JobJson.metrics(train.metrics(), Optional.of(validation));
        List<Map<Metric, Double>> folds = new ArrayList<>();
        for (MemberPlan member : plan.members()) {
            if (member.expert() == 0) {
                RowSet fold = new RowSet(all.samples(), member.split().validation(), all.weights());
                folds.add(evaluator.evaluate(outOfFold, fold).metrics());
            }
        }
        ObjectNode spread = json.putObject("folds");
        Map<Metric, Double> mean = mean(folds);
        spread.set("mean", MetricNames.json(mean));
        spread.set("standardDeviation", MetricNames.json(standardDeviation(folds, mean)));
        return json;
    }

    private static Map<Metric, Double> mean(List<Map<Metric, Double>> folds) {
        Map<Metric, Double> mean = new EnumMap<>(Metric.class);
        folds.forEach(fold -> fold.forEach((metric, value) -> mean.merge(metric, value / folds.size(), Double::sum)));
        return mean;
    }

    /** Of the sample: the divisor is one less than there are folds. */
    private static Map<Metric, Double> standardDeviation(List<Map<Metric, Double>> folds, Map<Metric, Double> mean) {
        Map<Metric, Double> squares = new EnumMap<>(Metric.class);
        for (Map<Metric, Double> fold : folds) {
            mean.forEach((metric, center) -> {
                double difference = fold.getOrDefault(metric, Double.NaN) - center;
                squares.merge(metric, difference * difference, Double::sum);
            });
        }
        squares.replaceAll((metric, sum) -> Math.sqrt(sum / (folds.size() - 1)));
        return squares;
    }
}
