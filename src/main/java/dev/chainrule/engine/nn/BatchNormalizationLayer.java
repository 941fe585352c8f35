package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.RandomStream;
import java.util.Arrays;

/**
 * n = (x - mean) / sqrt(variance + epsilon), z = n scale + shift, a = f(z), with mean and variance of each unit: in training those of
 * the batch, else the running ones: see {@link LayerSpec.BatchNormalization}. Parameters: scale, shift, running mean, running
 * variance (units each). Sums run over the rows in order, in double.
 */
record BatchNormalizationLayer(int inputs, Activation activation, double epsilon, double momentum, int offset)
        implements Layer {

    @Override
    public int outputs() {
        return inputs;
    }

    private int shiftOffset() {
        return offset + inputs;
    }

    private int meanOffset() {
        return offset + 2 * inputs;
    }

    private int varianceOffset() {
        return offset + 3 * inputs;
    }

    /** Mean and 1 / sqrt(variance + epsilon) of each unit; sums of the gradients of scale and shift. */
    @Override
    public int statistics(int rows) {
        return Math.multiplyExact(4, inputs);
    }

    @Override
    public void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm) {
        for (int j = 0; j < inputs; j++) {
            buffers.statistics()[j] = parameters[meanOffset() + j];
            buffers.statistics()[inputs + j] = 1 / Math.sqrt(parameters[varianceOffset() + j] + epsilon);
        }
        normalize(parameters, x, buffers, rows);
    }

    @Override
    public void forwardTraining(
            float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm, RandomStream random) {
        double[] statistics = buffers.statistics();
        Arrays.fill(statistics, 0, 2 * inputs, 0);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < inputs; j++) {
                statistics[j] += x[row * inputs + j];
            }
        }
        for (int j = 0; j < inputs; j++) {
            statistics[j] /= rows;
        }
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < inputs; j++) {
                double deviation = x[row * inputs + j] - statistics[j];
                statistics[inputs + j] += deviation * deviation;
            }
        }
        if (rows > 1) {
            for (int j = 0; j < inputs; j++) {
                moveTowards(parameters, meanOffset() + j, statistics[j]);
                moveTowards(parameters, varianceOffset() + j, statistics[inputs + j] / (rows - 1));
            }
        }
        for (int j = 0; j < inputs; j++) {
            statistics[inputs + j] = 1 / Math.sqrt(statistics[inputs + j] / rows + epsilon);
        }
        normalize(parameters, x, buffers, rows);
    }

    /** running = (1 - momentum) running + momentum batch. */
    private void moveTowards(float[] parameters, int running, double batch) {
        parameters[running] = (float) ((1 - momentum) * parameters[running] + momentum * batch);
    }

    private void normalize(float[] parameters, float[] x, LayerBuffers buffers, int rows) {
        double[] statistics = buffers.statistics();
        for (int row = 0; row < rows; row++) {
            int from = row * inputs;
            for (int j = 0; j < inputs; j++) {
                double normalized = (x[from + j] - statistics[j]) * statistics[inputs + j];
                buffers.z()[from + j] = (float) (normalized * parameters[offset + j] + parameters[shiftOffset() + j]);
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
        int dscale = 2 * inputs;
        int dshift = 3 * inputs;
        Arrays.fill(statistics, dscale, statistics.length, 0);
        for (int row = 0; row < rows; row++) {
            int from = row * inputs;
            for (int j = 0; j < inputs; j++) {
                double normalized = (x[from + j] - statistics[j]) * statistics[inputs + j];
                statistics[dscale + j] += dz[from + j] * normalized;
                statistics[dshift + j] += dz[from + j];
            }
        }
        for (int j = 0; j < 2 * inputs; j++) {
            gradient.values()[offset + j] = (float) statistics[dscale + j];
        }
        // the running values are not trained
        Arrays.fill(gradient.values(), meanOffset(), varianceOffset() + inputs, 0f);
        if (dx.length > 0) {
            // dx = scale (dz - mean(dz) - n mean(dz n)) / sqrt(variance + epsilon)
            for (int row = 0; row < rows; row++) {
                int from = row * inputs;
                for (int j = 0; j < inputs; j++) {
                    double inverse = statistics[inputs + j];
                    double normalized = (x[from + j] - statistics[j]) * inverse;
                    double centred =
                            dz[from + j] - statistics[dshift + j] / rows - normalized * (statistics[dscale + j] / rows);
                    dx[from + j] = (float) (centred * parameters[offset + j] * inverse);
                }
            }
        }
        gradient.ready(offset, varianceOffset() + inputs);
    }

    @Override
    public void differentiateActivation(LayerBuffers buffers, int rows) {
        buffers.pass().backward(activation, buffers.z(), buffers.a(), buffers.delta(), rows, inputs);
    }
}
