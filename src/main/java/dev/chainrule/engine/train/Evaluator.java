package dev.chainrule.engine.train;

import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.engine.nn.Workspace;

/** Measures a network on rows, without changing anything. Used by one thread. */
public final class Evaluator {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    private final Network network;
    private final Loss trained;
    private final Loss loss;
    private final TargetUnits units;
    private final MetricSums sums;
    private final Metrics metrics;
    private final Workspace workspace;

    /** @param loss the one of the training; targets are taken as they are, without its label smoothing */
    public Evaluator(Network network, Loss loss, Task task, TargetUnits units) {
        this.network = network;
        this.trained = loss;
        this.loss = loss.withoutSmoothing();
        this.units = units;
        this.sums = new MetricSums(task, units);
        this.metrics = Metrics.of(task, units);
        this.workspace = Workspace.forPrediction(network, ROWS_AT_ONCE);
    }

    public Evaluation evaluate(float[] parameters, RowSet set) {
        int count = set.rows().length;
        workspace.workers().setThreads(ThreadBudget.share());
        float[] u = set.weightBuffer(ROWS_AT_ONCE);
        sums.clear();
        metrics.start(count);
        for (int from = 0; from < count; from += ROWS_AT_ONCE) {
            int to = Math.min(count, from + ROWS_AT_ONCE);
            set.samples().gather(set.rows(), from, to, workspace.x(), workspace.y());
            network.predict(trained, parameters, workspace, to - from);
            units.clip(workspace.predictions(), to - from);
            for (int i = 0; i < u.length && i < to - from; i++) {
                u[i] = set.weights()[set.rows()[from + i]];
            }
            double lossSum = network.loss(loss, workspace, u, to - from);
            sums.add(lossSum, RowWeights.sum(u, to - from), workspace.predictions(), workspace.y(), to - from);
            metrics.add(set, from, to, workspace.predictions(), workspace.y());
        }
        return new Evaluation(sums.meanLoss(), metrics.values());
    }

    /** More about the rows that were evaluated last. */
    public Metrics metrics() {
        return metrics;
    }
}
