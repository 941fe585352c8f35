package dev.chainrule.model;

import dev.chainrule.engine.train.Metric;
import java.util.Map;
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
}
