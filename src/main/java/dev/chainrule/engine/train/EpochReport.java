package dev.chainrule.engine.train;

import java.util.Map;
import java.util.Optional;

/**
 * What an epoch gave.
 *
 * @param epoch number of the epoch, from 1
 * @param trainLoss mean of the rows' losses as they were forwarded, before each update
 * @param trainMetrics those that cost nothing, as the rows were forwarded
 * @param validation over the held-out rows after the epoch, where there are any
 * @param seconds the training pass alone
 */
public record EpochReport(
        int epoch,
        double trainLoss,
        Map<Metric, Double> trainMetrics,
        Optional<Evaluation> validation,
        double learningRate,
        double seconds) {}
