package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import java.util.Arrays;

/**
 * n = (x - mean) / sqrt(variance + epsilon), z = n scale + shift, a = f(z), with mean and variance of each row: see {@link
 * LayerSpec.LayerNormalization}. Parameters: scale (units), shift (units). Sums run over units, or rows, in order, in double.
 */
record LayerNormalizationLayer(int inputs, Activation activation, double epsilon, int offset) implements Layer {

    @Override
    public int outputs() {
        return inputs;
    }

    /** Mean and 1 / sqrt(variance + epsilon) of each row; sums of the gradients of scale and shift. */
    @Override
    public int statistics(int rows) {
        return Math.addExact(Math.multiplyExact(2, rows), Math.multiplyExact(2, inputs));
    }

    @Override
    public void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm) {
        double[] statistics = buffers.statistics();
        for (int row = 0; row < rows; row++) {
            int from = row * inputs;
            double sum = 0;
            for (int j = 0; j < inputs; j++) {
                sum += x[from + j];
            }
            double mean = sum / inputs;
            double squares = 0;
            for (int j = 0; j < inputs; j++) {
                double deviation = x[from + j] - mean;
                squares += deviation * deviation;
            }
            double inverse = 1 / Math.sqrt(squares / inputs + epsilon);
            statistics[2 * row] = mean;
            statistics[2 * row + 1] = inverse;
            for (int j = 0; j < inputs; j++) {
                double normalized = (x[from + j] - mean) * inverse;
                buffers.z()[from + j] = (float) (normalized * parameters[offset + j] + parameters[offset + inputs + j]);
            }
        }
        buffers.pass().forward(activation, buffers.z(), buffers.a(), rows, inputs);
    }

    @Override
    public void backward(
            float[] parameters, Gradient gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm) {
        float[] dz = buffers.delta();
        double[] statistics = buffers.statistics();
        // dscale = column sums of dz n, dshift = column sums of dz
        int dscale = statistics.length - 2 * inputs;
        int dshift = statistics.length - inputs;
        Arrays.fill(statistics, dscale, statistics.length, 0);
        for (int row = 0; row < rows; row++) {
            int from = row * inputs;
            double mean = statistics[2 * row];
            double inverse = statistics[2 * row + 1];
            double sum = 0;
            double dot = 0;
            for (int j = 0; j < inputs; j++) {
                double normalized = (x[from + j] - mean) * inverse;
                statistics[dscale + j] += dz[from + j] * normalized;
                statistics[dshift + j] += dz[from + j];
                double dn = (double) dz[from + j] * parameters[offset + j];
                sum += dn;
                dot += dn * normalized;
            }
            if (dx.length > 0) {
                // dx = (dn - mean(dn) - n mean(dn n)) / sqrt(variance + epsilon), dn = dz scale
                for (int j = 0; j < inputs; j++) {
                    double normalized = (x[from + j] - mean) * inverse;
                    double dn = (double) dz[from + j] * parameters[offset + j];
                    dx[from + j] = (float) ((dn - sum / inputs - normalized * (dot / inputs)) * inverse);
                }
            }
        }
        for (int j = 0; j < 2 * inputs; j++) {
            gradient.values()[offset + j] = (float) statistics[dscale + j];
        }
        gradient.ready(offset, offset + 2 * inputs);
    }

    @Override
    public void differentiateActivation(LayerBuffers buffers, int rows) {
        buffers.pass().backward(activation, buffers.z(), buffers.a(), buffers.delta(), rows, inputs);
    }
}
