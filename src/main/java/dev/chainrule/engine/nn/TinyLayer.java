package dev.chainrule.engine.nn;

import java.util.Arrays;

/**
 * A dense layer of a {@link TinyDescent}, with the arrays of one row that it reads and writes: x (inputs), z, a and dz (outputs). A loop reads
 * and writes each weight once, and takes two units at a time, whose chains do not have to wait for each other.
 */
final class TinyLayer {

    private static final float[] NO_INPUT_GRADIENT = new float[0];

    private final int inputs;
    private final int outputs;
    private final int weights;
    private final int biases;
    private final boolean hasBias;
    private final TinyActivation activation;
    private final float[] x;
    private final float[] z;
    private final float[] a;
    private final float[] dz;
    private final boolean isFirst;
    /** The activation of the layer below, which gave x. */
    private final TinyActivation below;
    /** dLoss/dz of the layer below, (inputs). */
    private final float[] belowDz;

    private TinyLayer(DenseLayer layer, float[] x, LayerBuffers buffers, TinyActivation below, float[] belowDz) {
        this.inputs = layer.inputs();
        this.outputs = layer.outputs();
        this.weights = layer.offset();
        this.biases = weights + inputs * outputs;
        this.hasBias = layer.bias();
        this.activation = TinyActivation.of(layer.activation());
        this.x = x;
        this.z = buffers.z();
        this.a = buffers.a();
        this.dz = buffers.delta();
        this.isFirst = belowDz.length == 0;
        this.below = below;
        this.belowDz = belowDz;
    }

    /** On the buffers of {@code workspace}, one made for training. */
    static TinyLayer[] of(DenseLayer[] layers, Workspace workspace) {
        TinyLayer[] tiny = new TinyLayer[layers.length];
        for (int i = 0; i < tiny.length; i++) {
            LayerBuffers buffers = workspace.layers[i];
            tiny[i] = i == 0
                    ? new TinyLayer(layers[i], workspace.x(), buffers, TinyActivation.LINEAR, NO_INPUT_GRADIENT)
                    : new TinyLayer(
                            layers[i],
                            workspace.layers[i - 1].a(),
                            buffers,
                            tiny[i - 1].activation,
                            workspace.layers[i - 1].delta());
        }
        return tiny;
    }

    /** Whether all activations are among those that are computed value by value. */
    static boolean suits(DenseLayer[] layers) {
        return Arrays.stream(layers).noneMatch(l -> TinyActivation.of(l.activation()) == TinyActivation.OTHER);
    }

    /** z = b + x W, a = f(z). */
    void forward(float[] parameters) {
        for (int j = 0; j < outputs; j++) {
            float sum = hasBias ? parameters[biases + j] : 0f;
            for (int p = 0, w = weights + j; p < inputs; p++, w += outputs) {
                sum = Math.fma(x[p], parameters[w], sum);
            }
            z[j] = sum;
            a[j] = activation.value(sum);
        }
    }

    /** Of the last layer: the loss against {@code y} (outputs), whose derivative goes to dz. */
    double loss(Loss loss, float[] y) {
        return loss.apply(z, a, y, RowWeights.NONE, dz, 1, outputs);
    }

    /** dLoss/da in dz becomes dLoss/dz. */
    void differentiateActivation() {
        for (int j = 0; j < outputs; j++) {
            dz[j] = activation.delta(a[j], dz[j]);
        }
    }

    /** dLoss/dz of the layer below, dz W' by its activation's derivative; then W -= lr x' dz and b -= lr dz. */
    void descend(float[] parameters, float rate) {
        int j = 0;
        for (; j < outputs - 1; j += 2) {
            float d0 = dz[j];
            float d1 = dz[j + 1];
            boolean isLast = j + 2 == outputs;
            for (int p = 0, w = weights + j; p < inputs; p++, w += outputs) {
                float xp = x[p];
                float w0 = parameters[w];
                float w1 = parameters[w + 1];
                if (!isFirst) {
                    float sum = Math.fma(d1, w1, Math.fma(d0, w0, j == 0 ? 0f : belowDz[p]));
                    belowDz[p] = isLast ? below.delta(xp, sum) : sum;
                }
                parameters[w] = updated(w0, xp * d0, rate);
                parameters[w + 1] = updated(w1, xp * d1, rate);
            }
            if (hasBias) {
                parameters[biases + j] = updated(parameters[biases + j], d0, rate);
                parameters[biases + j + 1] = updated(parameters[biases + j + 1], d1, rate);
            }
        }
        if (j < outputs) {
            float d = dz[j];
            for (int p = 0, w = weights + j; p < inputs; p++, w += outputs) {
                float xp = x[p];
                float wp = parameters[w];
                if (!isFirst) {
                    belowDz[p] = below.delta(xp, Math.fma(d, wp, j == 0 ? 0f : belowDz[p]));
                }
                parameters[w] = updated(wp, xp * d, rate);
            }
            if (hasBias) {
                parameters[biases + j] = updated(parameters[biases + j], d, rate);
            }
        }
    }

    /** w - lr g; g + 0 since a gradient is a sum that begins with 0, and -0 + 0 is 0. */
    private static float updated(float w, float g, float rate) {
        return w - rate * (g + 0f);
    }
}
