package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;

/** A dense layer's z = x W + b, and its derivatives: x (B, inputs), W (inputs, units), b (units), delta = dLoss/dz (B, units). */
final class DenseMath {

    private DenseMath() {}

    /** z (B, units). */
    static double[][] forward(LayerParameters.Dense dense, double[][] x) {
        int units = dense.weights()[0].length;
        double[][] z = new double[x.length][units];
        for (int row = 0; row < x.length; row++) {
            for (int j = 0; j < units; j++) {
                // z = x W + b
                for (int i = 0; i < x[row].length; i++) {
                    z[row][j] += x[row][i] * dense.weights()[i][j];
                }
                z[row][j] += dense.bias().length == 0 ? 0 : dense.bias()[j];
            }
        }
        return z;
    }

    /** dLoss/dx_i = sum_j delta_j w_ij (B, inputs). */
    static double[][] byInput(LayerParameters.Dense dense, double[][] delta) {
        double[][] weights = dense.weights();
        double[][] byInput = new double[delta.length][weights.length];
        for (int row = 0; row < delta.length; row++) {
            for (int i = 0; i < weights.length; i++) {
                for (int j = 0; j < weights[i].length; j++) {
                    byInput[row][i] += delta[row][j] * weights[i][j];
                }
            }
        }
        return byInput;
    }

    /** dLoss/dW = x' delta (inputs, units); dLoss/db, the column sums of delta (units), empty where the layer has no bias. */
    static LayerParameters gradients(LayerParameters.Dense dense, double[][] x, double[][] delta) {
        double[][] weightGradients = new double[dense.weights().length][dense.weights()[0].length];
        double[] biasGradients = new double[dense.bias().length];
        for (int row = 0; row < x.length; row++) {
            for (int j = 0; j < delta[row].length; j++) {
                for (int i = 0; i < x[row].length; i++) {
                    // z_j = sum_i x_i w_ij + b_j, so dz_j/dw_ij = x_i
                    weightGradients[i][j] += x[row][i] * delta[row][j];
                }
                if (biasGradients.length > 0) {
                    biasGradients[j] += delta[row][j];
                }
            }
        }
        return new LayerParameters.Dense(weightGradients, biasGradients);
    }
}
