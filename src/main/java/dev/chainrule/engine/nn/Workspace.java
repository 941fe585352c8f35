package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.EncodedProduct;
import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.RandomStream;
import dev.chainrule.engine.math.Workers;

/** All that a network needs beside its parameters to compute on batches of up to a number of rows: sized once, used by one thread. */
public final class Workspace {

    final Workers workers = new Workers();
    final Gemm gemm = new Gemm(workers);
    final RandomStream random = new RandomStream(0, RandomStream.Purpose.DROPOUT, 0);
    final LayerBuffers[] layers;
    private final int rows;
    private final float[] x;
    private final float[] y;
    private final float[] lossDerivative;
    final Gradient gradient;

    private Workspace(Network network, int rows, boolean training) {
        this.rows = rows;
        this.x = new float[Math.multiplyExact(rows, network.inputs())];
        this.y = new float[Math.multiplyExact(rows, network.outputs())];
        this.layers = network.buffers(rows, training, new ActivationPass(workers), new EncodedProduct(workers));
        this.gradient = new Gradient(training ? network.parameterCount() : 0, workers);
        this.lossDerivative = training ? layers[layers.length - 1].delta() : new float[y.length];
    }

    /** For forward and backward passes. */
    public static Workspace forTraining(Network network, int rows) {
        return new Workspace(network, rows, true);
    }

    /** For forward passes alone. */
    public static Workspace forPrediction(Network network, int rows) {
        return new Workspace(network, rows, false);
    }

    /** Who computes: one thread, unless it is told otherwise. */
    public Workers workers() {
        return workers;
    }

    /** The most rows that a batch can have. */
    public int rows() {
        return rows;
    }

    /** The features of the batch, or its encoded rows, (rows, network.inputs()): to be filled before a forward pass. */
    public float[] x() {
        return x;
    }

    /** The targets of the batch, (rows, outputs): to be filled before the loss is asked for. */
    public float[] y() {
        return y;
    }

    /** What the last forward pass gave, (rows, outputs). */
    public float[] predictions() {
        return layers[layers.length - 1].a();
    }

    /** What the last backward pass gave, (P). */
    public float[] gradient() {
        return gradient.values();
    }

    /** Where the loss writes its derivative: the last layer's delta in training. */
    float[] lossDerivative() {
        return lossDerivative;
    }
}
