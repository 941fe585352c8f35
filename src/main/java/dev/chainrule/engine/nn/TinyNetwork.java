package dev.chainrule.engine.nn;

import java.util.List;
import java.util.Optional;

/**
 * The passes of a network of few dense layers that are so small that to call for a product takes longer than to compute it: plain loops, which
 * form the same chains of fused multiply-adds as {@link DenseLayer} does, and so give the same bits.
 */
final class TinyNetwork {

    /** Multiply-adds of the largest product, beyond which vectors are faster. */
    private static final int MOST = 96;

    private final DenseLayer[] layers;
    /** How the activation of each layer is computed. */
    private final TinyActivation[] activations;
    /** Multiply-adds of the largest layer for one row. */
    private final long largest;

    TinyNetwork(List<DenseLayer> layers) {
        this.layers = layers.toArray(DenseLayer[]::new);
        this.activations = layers.stream()
                .map(layer -> TinyActivation.of(layer.activation()))
                .toArray(TinyActivation[]::new);
        this.largest = layers.stream()
                .mapToLong(layer -> (long) layer.inputs() * layer.outputs())
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether batches of so many rows should be computed here. */
    boolean suits(int rows) {
        return layers.length > 0 && rows * largest <= MOST;
    }

    /** See {@link Network#tinyDescent}. */
    Optional<TinyDescent> descent(Loss loss, Workspace workspace) {
        return TinyDescent.of(loss, layers, workspace);
    }

    /** As {@link Network#forward}. */
    void forward(float[] parameters, Workspace workspace, int rows) {
        float[] x = workspace.x();
        for (int i = 0; i < layers.length; i++) {
            DenseLayer layer = layers[i];
            LayerBuffers buffers = workspace.layers[i];
            forward(parameters, layer, activations[i], x, buffers.z(), buffers.a(), rows);
            if (activations[i] == TinyActivation.OTHER) {
                layer.activation().forward(buffers.z(), buffers.a(), 0, rows, layer.outputs());
            }
            x = buffers.a();
        }
    }

    /** z = b + x W, a = f(z). */
    private static void forward(
            float[] parameters,
            DenseLayer layer,
            TinyActivation activation,
            float[] x,
            float[] z,
            float[] a,
            int rows) {
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        int w = layer.offset();
        int b = w + inputs * outputs;
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < outputs; j++) {
                float sum = layer.bias() ? parameters[b + j] : 0f;
                for (int p = 0; p < inputs; p++) {
                    sum = Math.fma(x[row * inputs + p], parameters[w + p * outputs + j], sum);
                }
                z[row * outputs + j] = sum;
                a[row * outputs + j] = activation.value(sum);
            }
        }
    }

    /** As {@link Network#backward}. */
    void backward(Loss loss, float[] parameters, Workspace workspace, int rows) {
        int last = layers.length - 1;
        if (loss.derivative() == Loss.Derivative.OF_PREDICTION) {
            LayerBuffers top = workspace.layers[last];
            layers[last].activation().backward(top.z(), top.a(), top.delta(), 0, rows, layers[last].outputs());
        }
        for (int i = last; i >= 0; i--) {
            DenseLayer layer = layers[i];
            float[] dz = workspace.layers[i].delta();
            float[] x = i == 0 ? workspace.x() : workspace.layers[i - 1].a();
            if (rows == 1) {
                gradientsOfRow(workspace.gradient.values(), layer, x, dz);
            } else {
                gradients(workspace.gradient.values(), layer, x, dz, rows);
            }
            if (i > 0) {
                LayerBuffers below = workspace.layers[i - 1];
                inputGradient(parameters, layer, activations[i - 1], dz, below.a(), below.delta(), rows);
                if (activations[i - 1] == TinyActivation.OTHER) {
                    layers[i - 1].activation().backward(below.z(), below.a(), below.delta(), 0, rows, layer.inputs());
                }
            }
        }
    }

    /** dW = x' dz, db = column sums of dz. */
    private static void gradients(float[] gradient, DenseLayer layer, float[] x, float[] dz, int rows) {
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        int w = layer.offset();
        for (int p = 0; p < inputs; p++) {
            for (int j = 0; j < outputs; j++) {
                float sum = 0f;
                for (int row = 0; row < rows; row++) {
                    sum = Math.fma(x[row * inputs + p], dz[row * outputs + j], sum);
                }
                gradient[w + p * outputs + j] = sum;
            }
        }
        if (layer.bias()) {
            int b = w + inputs * outputs;
            for (int j = 0; j < outputs; j++) {
                float sum = 0f;
                for (int row = 0; row < rows; row++) {
                    sum += dz[row * outputs + j];
                }
                gradient[b + j] = sum;
            }
        }
    }

    /** The same for one row, where each sum has one term; + 0 since that is what it begins with, and -0 + 0 is 0. */
    private static void gradientsOfRow(float[] gradient, DenseLayer layer, float[] x, float[] dz) {
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        int at = layer.offset();
        for (int p = 0; p < inputs; p++) {
            float xp = x[p];
            for (int j = 0; j < outputs; j++) {
                gradient[at++] = xp * dz[j] + 0f;
            }
        }
        if (layer.bias()) {
            for (int j = 0; j < outputs; j++) {
                gradient[at++] = dz[j] + 0f;
            }
        }
    }

    /** dx = dz W', and dLoss/dz of the layer below, whose activations are {@code a}. */
    private static void inputGradient(
            float[] parameters, DenseLayer layer, TinyActivation below, float[] dz, float[] a, float[] dx, int rows) {
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        int w = layer.offset();
        for (int row = 0; row < rows; row++) {
            for (int p = 0; p < inputs; p++) {
                float sum = 0f;
                for (int j = 0; j < outputs; j++) {
                    sum = Math.fma(dz[row * outputs + j], parameters[w + p * outputs + j], sum);
                }
                dx[row * inputs + p] = below.delta(a[row * inputs + p], sum);
            }
        }
    }
}
