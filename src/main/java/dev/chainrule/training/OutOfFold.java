package dev.chainrule.training;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How good the members of folds are together. Each row is held out by one member of each expert: what that says of it is the expert's
 * out-of-fold answer, which validates without a row being lost to the training.
 */
final class OutOfFold {

    private final TrainingPlan plan;
    private final TargetUnits units;
    private final PredictionEvaluator evaluator;
    private final RowSet all;
    /** Of each expert, (rows * outputs): what its members say together. */
    private final List<float[]> answers = new ArrayList<>();
    /** Of each expert, (rows * outputs). */
    private final List<float[]> outOfFold = new ArrayList<>();

    private final double[] weights;

    OutOfFold(TrainingPlan plan, PlanRows rows, List<float[]> parameters) {
        this.plan = plan;
        this.units = plan.preparations().getFirst().targetUnits(plan.outputs());
        this.evaluator = new PredictionEvaluator(plan.loss(), plan.task(), units);
        PreparedSamples samples = rows.samples();
        float[] sampleWeights = plan.members().getFirst().weighting().validation();
        this.all = new RowSet(samples, ValidationSplit.none(samples.rows()).training(), sampleWeights);
        for (int expert = 0; expert < plan.experts().size(); expert++) {
            ask(expert, rows, parameters);
        }
        this.weights = plan.blend().weights(outOfFold, answer -> evaluator.loss(answer, all));
    }

    private void ask(int expert, PlanRows rows, List<float[]> parameters) {
        Loss loss = plan.experts().get(expert).spec().loss();
        MeanPredictions mean = new MeanPredictions(all.samples().rows(), units, loss);
        MeanPredictions held = new MeanPredictions(all.samples().rows(), units, loss);
        NetworkSpec spec = plan.experts().get(expert).networkSpec();
        for (MemberPlan member : plan.members()) {
            if (member.expert() == expert) {
                float[] w = parameters.get(member.member());
                PreparedSamples seen = rows.samples(member);
                Network network = new Network(spec, seen.encoding());
                TargetUnits own = member.target().units(plan.outputs());
                mean.add(network, w, seen, all.rows(), own);
                held.add(network, w, seen, member.split().validation(), own);
            }
        }
        answers.add(mean.values());
        outOfFold.add(held.values());
    }

    /** What each expert counts in the mean. */
    double[] weights() {
        return weights.clone();
    }

    /** {"train", "validation", "baseline", "calibration", "folds": {"mean", "standardDeviation"}}, of experts also {"experts"} */
    ObjectNode metrics() {
        Evaluation train = evaluator.evaluate(MeanPredictions.blend(answers, weights), all);
        float[] held = MeanPredictions.blend(outOfFold, weights);
        Evaluation validation = evaluator.evaluate(held, all);
        ObjectNode json = JobJson.metrics(train.metrics(), Optional.of(validation));
        JobJson.addTo(json, evaluator.metrics());
        List<Map<Metric, Double>> folds = new ArrayList<>();
        for (MemberPlan member : plan.members()) {
            if (member.expert() == 0) {
                RowSet fold = new RowSet(all.samples(), member.split().validation(), all.weights());
                folds.add(evaluator.evaluate(held, fold).metrics());
            }
        }
        ObjectNode spread = json.putObject("folds");
        Map<Metric, Double> mean = mean(folds);
        spread.set("mean", MetricNames.json(mean));
        spread.set("standardDeviation", MetricNames.json(standardDeviation(folds, mean)));
        if (plan.expert().name() != null) {
            ArrayNode experts = json.putArray("experts");
            for (int expert = 0; expert < weights.length; expert++) {
                ObjectNode own = experts.addObject();
                own.put("name", plan.experts().get(expert).name());
                own.put("weight", weights[expert]);
                own.set(
                        "validation",
                        MetricNames.json(
                                evaluator.evaluate(outOfFold.get(expert), all).metrics()));
            }
        }
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
