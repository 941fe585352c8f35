package dev.chainrule.model;

import dev.chainrule.engine.train.Metric;

/** Metrics as clients see them. */
public final class MetricNames {

    private MetricNames() {}

    public static String of(Metric metric) {
        return switch (metric) {
            case ACCURACY -> "accuracy";
            case RMSE -> "rmse";
            case MAE -> "mae";
        };
    }
}
