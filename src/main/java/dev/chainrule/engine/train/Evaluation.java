package dev.chainrule.engine.train;

import java.util.Map;

/** Mean loss and metrics over a set of rows. */
public record Evaluation(double loss, Map<Metric, Double> metrics) {}
