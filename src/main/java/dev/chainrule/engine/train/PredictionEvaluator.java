package dev.chainrule.engine.train;

import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.RowWeights;
import java.util.Arrays;

/** Measures predictions that were made already: the mean of several networks, say. Used by one thread. */
public final class PredictionEvaluator {

    private static final int ROWS_AT_ONCE = 256;
    /** Least distance of a probability from 0 and 1 in the loss, as in the log loss. */
    private static final double CLIP = 1e-15;

    private final Loss loss;
    private final int outputs;
    private final MetricSums sums;
    private final Metrics metrics;

    /**
     * @param loss targets are taken as they are, without its label smoothing
     * @param units of the predictions
     */
    public PredictionEvaluator(Loss loss, Task task, TargetUnits units) {
        this.loss = loss.withoutSmoothing();
        this.outputs = units.outputs();
        this.sums = new MetricSums(task, units);
        this.metrics = Metrics.of(task, units);
    }

    /** @param predictions (set.samples().rows(), outputs), in the units of the targets of {@code set} */
    public Evaluation evaluate(float[] predictions, RowSet set) {
        metrics.start(set.rows().length);
        double meanLoss = measure(predictions, set, metrics::add);
        return new Evaluation(meanLoss, metrics.values());
    }

    /** The loss alone. */
    public double loss(float[] predictions, RowSet set) {
        return measure(predictions, set, (rows, from, to, p, y) -> {});
    }

    private interface Adding {
        void add(RowSet set, int from, int to, float[] p, float[] y);
    }

    private double measure(float[] predictions, RowSet set, Adding adding) {
        int count = set.rows().length;
        int most = Math.clamp(count, 1, ROWS_AT_ONCE);
        float[] y = new float[most * outputs];
        float[] p = new float[most * outputs];
        float[] z = new float[most * outputs];
        float[] derivative = new float[most * outputs];
        sums.clear();
        for (int from = 0; from < count; from += most) {
            int to = Math.min(count, from + most);
            set.samples().gatherTargets(set.rows(), from, to, y);
            for (int i = from; i < to; i++) {
                System.arraycopy(predictions, set.rows()[i] * outputs, p, (i - from) * outputs, outputs);
            }
            float[] u = weights(set, from, to);
            weightedSums(p, z, (to - from) * outputs);
            double lossSum = loss.apply(z, p, y, u, derivative, to - from, outputs);
            sums.add(lossSum, RowWeights.sum(u, to - from), p, y, to - from);
            adding.add(set, from, to, p, y);
        }
        return sums.meanLoss();
    }

    private static float[] weights(RowSet set, int from, int to) {
        return set.weights().length == 0
                ? RowWeights.NONE
                : gathered(set.weights(), Arrays.copyOfRange(set.rows(), from, to));
    }

    private static float[] gathered(float[] weights, int[] rows) {
        float[] gathered = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = weights[rows[i]];
        }
        return gathered;
    }

    /** The weighted sums that would give the predictions, for the losses that look at them: the inverse of sigmoid and softmax. */
    private void weightedSums(float[] p, float[] z, int count) {
        for (int i = 0; i < count; i++) {
            double kept = Math.clamp(p[i], CLIP, 1 - CLIP);
            z[i] = switch (loss) {
                case Loss.BinaryCrossEntropy _ -> (float) (StrictMath.log(kept) - StrictMath.log1p(-kept));
                case Loss.CategoricalCrossEntropy _ -> (float) StrictMath.log(kept);
                case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> p[i];
            };
        }
    }

    /** More about the rows that were evaluated last. */
    public Metrics metrics() {
        return metrics;
    }
}
