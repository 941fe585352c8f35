package dev.chainrule.model;

import dev.chainrule.engine.train.CalibrationBin;
import dev.chainrule.engine.train.ClassificationMetrics;
import dev.chainrule.engine.train.Metric;
import dev.chainrule.engine.train.Metrics;
import dev.chainrule.engine.train.MultilabelMetrics;
import dev.chainrule.engine.train.RegressionMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Metrics as clients see them. */
public final class MetricNames {

    private MetricNames() {}

    public static String of(Metric metric) {
        return switch (metric) {
            case ACCURACY -> "accuracy";
            case BALANCED_ACCURACY -> "balancedAccuracy";
            case MACRO_PRECISION -> "macroPrecision";
            case MACRO_RECALL -> "macroRecall";
            case MACRO_F1 -> "macroF1";
            case ROC_AUC -> "rocAuc";
            case LOG_LOSS -> "logLoss";
            case BRIER -> "brier";
            case MSE -> "mse";
            case RMSE -> "rmse";
            case MAE -> "mae";
            case MAPE -> "mape";
            case R2 -> "r2";
            case MEDIAN_ABSOLUTE_ERROR -> "medianAbsoluteError";
        };
    }

    /** Values by name; null where one is undefined or not finite. */
    public static ObjectNode json(Map<Metric, Double> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((metric, value) -> json.put(of(metric), Double.isFinite(value) ? value : null));
        return json;
    }

    /** The calibration of a classification; empty for what has none: several independent labels, values. */
    public static Optional<ArrayNode> calibration(Metrics metrics) {
        return switch (metrics) {
            case ClassificationMetrics classes -> Optional.of(json(classes.calibration()));
            case MultilabelMetrics _, RegressionMetrics _ -> Optional.empty();
        };
    }

    private static ArrayNode json(List<CalibrationBin> bins) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (CalibrationBin bin : bins) {
            ObjectNode one = json.addObject().put("from", bin.from()).put("to", bin.to());
            boolean isEmpty = bin.count() == 0;
            one.put("predicted", isEmpty ? null : Double.valueOf(bin.predicted()));
            one.put("observed", isEmpty ? null : Double.valueOf(bin.observed()));
            one.put("count", bin.count());
        }
        return json;
    }
}
