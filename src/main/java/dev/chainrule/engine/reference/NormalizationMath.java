package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import java.util.Arrays;

/**
 * Both normalization layers: n = (x - mean) / sqrt(variance + epsilon), z = n scale + shift, with x, n, z (B, units). Their groups, over
 * which mean and variance are taken, are the rows of x, or the columns.
 */
public final class NormalizationMath {

    private NormalizationMath() {}

    /** Mean and biased variance of each group of {@code x (B, units)}. */
    static ForwardPass.Statistics statistics(LayerSpec.Normalization layer, double[][] x) {
        double[][] groups = groups(layer, x);
        double[] mean = new double[groups.length];
        double[] variance = new double[groups.length];
        for (int group = 0; group < groups.length; group++) {
            double m = mean(groups[group]);
            mean[group] = m;
            variance[group] = mean(
                    Arrays.stream(groups[group]).map(v -> (v - m) * (v - m)).toArray());
        }
        return new ForwardPass.Statistics(mean, variance);
    }

    /** n (B, units). */
    public static double[][] normalize(LayerSpec.Normalization layer, double[][] x, ForwardPass.Statistics statistics) {
        double[][] groups = groups(layer, x);
        double[][] normalized = new double[groups.length][];
        for (int g = 0; g < groups.length; g++) {
            double mean = statistics.mean()[g];
            double root = Math.sqrt(statistics.variance()[g] + layer.epsilon());
            normalized[g] = Arrays.stream(groups[g]).map(v -> (v - mean) / root).toArray();
        }
        return groups(layer, normalized);
    }

    /** z = n scale + shift (B, units). */
    static double[][] scaleAndShift(LayerParameters.Normalization parameters, double[][] normalized) {
        double[][] z = new double[normalized.length][parameters.scale().length];
        for (int row = 0; row < z.length; row++) {
            for (int j = 0; j < z[row].length; j++) {
                z[row][j] =
                        normalized[row][j] * parameters.scale()[j] + parameters.shift()[j];
            }
        }
        return z;
    }

    /**
     * dLoss/dx (B, units). Since n depends on mean and variance of its group of m values, and these on all x of it,
     * dLoss/dx_i = (h_i - sum_k h_k / m - n_i sum_k h_k n_k / m) / sqrt(variance + epsilon), with h = dLoss/dn = dLoss/dz scale.
     *
     * @param delta dLoss/dz (B, units)
     */
    static double[][] byInput(
            LayerSpec.Normalization layer,
            LayerParameters.Normalization parameters,
            ForwardPass.Layer pass,
            double[][] delta) {
        double[][] n = groups(layer, normalize(layer, pass.input(), pass.statistics()));
        double[][] h = groups(layer, byNormalized(parameters, delta));
        double[][] byInput = new double[n.length][];
        for (int g = 0; g < n.length; g++) {
            double root = Math.sqrt(pass.statistics().variance()[g] + layer.epsilon());
            double[] products = new double[n[g].length];
            for (int k = 0; k < products.length; k++) {
                products[k] = h[g][k] * n[g][k];
            }
            byInput[g] = new double[n[g].length];
            for (int i = 0; i < products.length; i++) {
                byInput[g][i] = (h[g][i] - mean(h[g]) - n[g][i] * mean(products)) / root;
            }
        }
        return groups(layer, byInput);
    }

    /** dLoss/dn = dLoss/dz scale (B, units). */
    public static double[][] byNormalized(LayerParameters.Normalization parameters, double[][] delta) {
        double[][] byNormalized = new double[delta.length][parameters.scale().length];
        for (int row = 0; row < delta.length; row++) {
            for (int j = 0; j < delta[row].length; j++) {
                byNormalized[row][j] = delta[row][j] * parameters.scale()[j];
            }
        }
        return byNormalized;
    }

    /** dLoss/dscale, the column sums of delta n; dLoss/dshift, those of delta; 0 for running statistics. */
    static LayerParameters gradients(
            LayerSpec.Normalization layer,
            LayerParameters.Normalization parameters,
            ForwardPass.Layer pass,
            double[][] delta) {
        double[][] n = normalize(layer, pass.input(), pass.statistics());
        double[] scale = new double[parameters.scale().length];
        double[] shift = new double[parameters.shift().length];
        for (int row = 0; row < delta.length; row++) {
            for (int j = 0; j < scale.length; j++) {
                scale[j] += delta[row][j] * n[row][j];
                shift[j] += delta[row][j];
            }
        }
        return new LayerParameters.Normalization(
                scale, shift, new double[parameters.mean().length], new double[parameters.variance().length]);
    }

    /**
     * running = (1 - momentum) running + momentum batch, with the unbiased variance of the batch's {@code rows} rows; a single row
     * has none and changes nothing.
     */
    static LayerParameters noteBatch(
            LayerSpec.BatchNormalization layer,
            LayerParameters.Normalization parameters,
            ForwardPass.Statistics batch,
            int rows) {
        if (rows == 1) {
            return parameters;
        }
        double m = layer.momentum();
        double[] mean = parameters.mean().clone();
        double[] variance = parameters.variance().clone();
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (1 - m) * mean[j] + m * batch.mean()[j];
            variance[j] = (1 - m) * variance[j] + m * batch.variance()[j] * rows / (rows - 1);
        }
        return new LayerParameters.Normalization(parameters.scale(), parameters.shift(), mean, variance);
    }

    /** The groups of a (B, units) matrix, one a row; applied twice, the matrix itself. */
    private static double[][] groups(LayerSpec.Normalization layer, double[][] matrix) {
        return switch (layer) {
            case LayerSpec.LayerNormalization _ -> matrix;
            case LayerSpec.BatchNormalization _ -> transpose(matrix);
        };
    }

    private static double[][] transpose(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
