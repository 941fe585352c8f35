package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Workspace;
import java.util.List;

/**
 * What several networks that were trained by the same loss say of rows: for each row the mean of those that were asked about it. Sums
 * are taken in double, in the order of the calls, so the bits depend on that alone. Used by one thread.
 */
public final class MeanPredictions {

    private static final int ROWS_AT_ONCE = 256;

    private final TargetUnits units;
    private final Loss loss;
    private final int outputs;
    /** (rows, outputs), in the units of the mean. */
    private final double[] sums;
    /** (rows) networks that were asked. */
    private final int[] asked;

    /**
     * @param units in which the mean is taken
     * @param loss by which the networks were trained
     */
    public MeanPredictions(int rows, TargetUnits units, Loss loss) {
        this.units = units;
        this.loss = loss;
        this.outputs = units.outputs();
        this.sums = new double[Math.multiplyExact(rows, outputs)];
        this.asked = new int[rows];
    }

    /**
     * Asks a network about some rows.
     *
     * @param samples as the network sees them; row i of them is row i here
     * @param own units of the network's outputs, within whose bounds its answers are kept
     */
    public void add(Network network, float[] parameters, Samples samples, int[] rows, TargetUnits own) {
        Workspace workspace = Workspace.forPrediction(network, Math.clamp(rows.length, 1, ROWS_AT_ONCE));
        workspace.workers().setThreads(ThreadBudget.share());
        float[] targets = new float[workspace.rows() * outputs];
        for (int from = 0; from < rows.length; from += workspace.rows()) {
            int to = Math.min(rows.length, from + workspace.rows());
            samples.gather(rows, from, to, workspace.x(), targets);
            network.forward(parameters, workspace, to - from);
            for (int i = from; i < to; i++) {
                add(rows[i], workspace.predictions(), (i - from) * outputs, own);
            }
        }
    }

    /**
     * Adds what a network says of a row.
     *
     * @param predictions of which those from {@code at} on are the row's
     */
    public void add(int row, float[] predictions, int at, TargetUnits own) {
        for (int k = 0; k < outputs; k++) {
            sums[row * outputs + k] += own.in(units, k, predictions[at + k]);
        }
        asked[row]++;
    }

    /** The means as they are shown, (rows, outputs); NaN for rows that no network was asked about. */
    public float[] values() {
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) loss.shown((float) (sums[i] / asked[i / outputs]));
        }
        return values;
    }

    /**
     * The weighted mean of several answers.
     *
     * @param answers each of the same length
     * @param weights one for each answer
     */
    public static float[] blend(List<float[]> answers, double[] weights) {
        if (answers.size() == 1) {
            return answers.getFirst();
        }
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        float[] blended = new float[answers.getFirst().length];
        for (int i = 0; i < blended.length; i++) {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * answers.get(k)[i];
            }
            blended[i] = (float) (sum / total);
        }
        return blended;
    }
}
