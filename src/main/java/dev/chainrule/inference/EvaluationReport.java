package dev.chainrule.inference;

import dev.chainrule.engine.train.ClassCounts;
import dev.chainrule.engine.train.ClassificationMetrics;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.Metrics;
import dev.chainrule.engine.train.MultilabelMetrics;
import dev.chainrule.engine.train.RegressionMetrics;
import dev.chainrule.inference.EvaluationAnswer.ClassQuality;
import dev.chainrule.inference.EvaluationAnswer.ConfusionMatrix;
import dev.chainrule.model.MetricNames;
import dev.chainrule.preparation.TargetEncoding;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was measured, in the words of the dataset that the model was trained on. */
final class EvaluationReport {

    /** More would make an answer of more than a million counts. */
    private static final int MOST_CLASSES = 1000;

    private EvaluationReport() {}

    static EvaluationAnswer of(
            int rows,
            Evaluation evaluation,
            Metrics metrics,
            TargetEncoding target,
            Map<String, Long> unknownCategories) {
        double loss = evaluation.loss();
        return new EvaluationAnswer(
                rows,
                Double.isFinite(loss) ? Double.valueOf(loss) : null,
                MetricNames.json(evaluation.metrics()),
                perClass(metrics, target),
                confusion(metrics, target),
                MetricNames.calibration(metrics).orElse(null),
                MetricNames.json(metrics.baseline()),
                unknownCategories);
    }

    private static @Nullable List<ClassQuality> perClass(Metrics metrics, TargetEncoding target) {
        return switch (metrics) {
            case ClassificationMetrics classes -> {
                List<String> names = classNames(target);
                ClassCounts counts = classes.counts();
                yield IntStream.range(0, names.size())
                        .mapToObj(k -> quality(names.get(k), counts, k))
                        .toList();
            }
            case MultilabelMetrics labels -> {
                List<ClassCounts> counts = labels.counts();
                yield IntStream.range(0, counts.size())
                        .mapToObj(k -> quality(target.names().get(k), counts.get(k), 1))
                        .toList();
            }
            case RegressionMetrics _ -> null;
        };
    }

    private static ClassQuality quality(String name, ClassCounts counts, int k) {
        return new ClassQuality(name, counts.precision(k), counts.recall(k), counts.f1(k), counts.actual()[k]);
    }

    private static @Nullable ConfusionMatrix confusion(Metrics metrics, TargetEncoding target) {
        return switch (metrics) {
            case ClassificationMetrics classes -> {
                List<String> names = classNames(target);
                yield names.size() > MOST_CLASSES ? null : new ConfusionMatrix(names, classes.confusion());
            }
            case MultilabelMetrics _, RegressionMetrics _ -> null;
        };
    }

    /** The targets of a matrix have a column for each class, or a single one that is 0 or 1. */
    private static List<String> classNames(TargetEncoding target) {
        return switch (target) {
            case TargetEncoding.Classes(String _, List<String> labels) -> labels;
            case TargetEncoding.Values(List<TargetEncoding.Value> values) ->
                values.size() == 1 ? List.of("0", "1") : target.names();
        };
    }
}
