package dev.chainrule.engine.train;

import java.util.Map;

/** Mean loss and metrics over a set of rows. A metric that they leave undefined is NaN. */
public record Evaluation(double loss, Map<Metric, Double> metrics) {}
