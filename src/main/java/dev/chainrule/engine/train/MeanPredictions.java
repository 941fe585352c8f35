package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Workspace;

/**
 * What several networks say of rows: for each row the mean over those that were asked about it, by their weights. Sums are taken in
 * double, in the order of the calls, so the bits depend on that alone. Used by one thread.
 */
public final class MeanPredictions {

    private static final int ROWS_AT_ONCE = 256;

    private final TargetUnits units;
    private final int outputs;
    /** (rows, outputs), in the units of the mean. */
    private final double[] sums;
    /** (rows) */
    private final double[] weights;

    /** @param units in which the mean is taken */
    public MeanPredictions(int rows, TargetUnits units) {
        this.units = units;
        this.outputs = units.outputs();
        this.sums = new double[Math.multiplyExact(rows, outputs)];
        this.weights = new double[rows];
    }

    /**
     * Asks a network about some rows.
     *
     * @param samples as the network sees them; row i of them is row i here
     * @param own units of the network's outputs
     */
    public void add(
            Network network,
            Loss loss,
            float[] parameters,
            Samples samples,
            int[] rows,
            TargetUnits own,
            double weight) {
        Workspace workspace = Workspace.forPrediction(network, Math.clamp(rows.length, 1, ROWS_AT_ONCE));
        workspace.workers().setThreads(ThreadBudget.share());
        float[] targets = new float[workspace.rows() * outputs];
        for (int from = 0; from < rows.length; from += workspace.rows()) {
            int to = Math.min(rows.length, from + workspace.rows());
            samples.gather(rows, from, to, workspace.x(), targets);
            network.predict(loss, parameters, workspace, to - from);
            for (int i = from; i < to; i++) {
                add(rows[i], workspace.predictions(), (i - from) * outputs, own, weight);
            }
        }
    }

    /**
     * Adds what a network says of a row.
     *
     * @param predictions of which those from {@code at} on are the row's
     */
    public void add(int row, float[] predictions, int at, TargetUnits own, double weight) {
        for (int k = 0; k < outputs; k++) {
            sums[row * outputs + k] += weight * own.in(units, k, predictions[at + k]);
        }
        weights[row] += weight;
    }

    /** The means, (rows, outputs); NaN for rows that no network was asked about. */
    public float[] values() {
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (sums[i] / weights[i / outputs]);
        }
        return values;
    }
}
