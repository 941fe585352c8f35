package dev.chainrule.engine.train;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.nn.RowWeights;
import java.util.Arrays;

/**
 * Biases of the last layer with which a network whose weights were 0 would predict the mean targets m of the training rows (of
 * a classification: the shares of the classes), so that training need not find them first. Each row counts by its weight.
 *
 * <p>For each output k, with the inverse of the activation: linear b = m; sigmoid b = log(m / (1 - m)), the log odds; softmax b = log m.
 * A share of 0 or 1 has no finite logarithm: m is kept within half a row of them, 1/(2n) &lt;= m &lt;= 1 - 1/(2n) for n rows.
 *
 * <p>Karpathy 2019, "A recipe for training neural networks" ("init well"); for a rare class Lin et al. 2017, "Focal loss for dense object
 * detection", section 3.3.
 */
public final class TargetPrior {

    private TargetPrior() {}

    /** The initial values that the layers' initializers, {@code seed} and the training rows give. */
    public static Parameters initial(NetworkSpec network, long seed, RowSet rows) {
        Parameters parameters = Parameters.initial(network, seed);
        switch (network.lastBias()) {
            case ZEROS -> {
                // they are
            }
            case TARGET_PRIOR -> {
                double[] means = means(rows);
                // the bias of the last layer is the end of the array
                int bias = parameters.values().length - means.length;
                for (int k = 0; k < means.length; k++) {
                    parameters.values()[bias + k] =
                            (float) inverse(network.lastActivation(), means[k], rows.rows().length);
                }
            }
        }
        return parameters;
    }

    /** Mean target of each output, (outputs): a sum in row order. */
    private static double[] means(RowSet rows) {
        float[] y = new float[rows.samples().outputs()];
        double[] sums = new double[y.length];
        double weights = 0;
        for (int i = 0; i < rows.rows().length; i++) {
            rows.samples().gatherTargets(rows.rows(), i, i + 1, y);
            double weight = RowWeights.of(rows.weights(), rows.rows()[i]);
            weights += weight;
            for (int k = 0; k < y.length; k++) {
                sums[k] += weight * y[k];
            }
        }
        double total = weights;
        return Arrays.stream(sums).map(sum -> sum / total).toArray();
    }

    private static double inverse(Activation activation, double mean, int rows) {
        double halfARow = 0.5 / rows;
        double share = Math.clamp(mean, halfARow, 1 - halfARow);
        if (activation instanceof Activation.Sigmoid) {
            return StrictMath.log(share) - StrictMath.log1p(-share);
        }
        return activation instanceof Activation.Softmax ? StrictMath.log(share) : mean;
    }
}
