package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.RandomStream;

/** A layer of a built network: stateless; it computes on views of one parameter array and on the buffers of a workspace. */
sealed interface Layer
        permits DenseLayer, EncodedDenseLayer, DropoutLayer, LayerNormalizationLayer, BatchNormalizationLayer {

    int inputs();

    int outputs();

    /** Length of {@link LayerBuffers#statistics} for batches of up to {@code rows} rows. */
    default int statistics(int rows) {
        return 0;
    }

    /** Whether {@link #forwardTraining} draws random numbers. */
    default boolean isRandom() {
        return false;
    }

    /** For predictions, from {@code x} (rows, inputs) to {@code buffers.z} and {@code buffers.a}. */
    void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm);

    /**
     * The same in training, where some layers compute something else, or change those of their parameters that are not trained.
     *
     * @param random a stream that begins anew for each update and layer
     */
    default void forwardTraining(
            float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm, RandomStream random) {
        forward(parameters, x, buffers, rows, gemm);
    }

    /**
     * After {@link #forwardTraining}, from dLoss/dz in {@code buffers.delta} to the gradient of this layer's parameters, and to dLoss/dx.
     *
     * @param gradient of which this layer's part is written, and said to be ready when its parameters have been read for the last time
     * @param dx receives dLoss/dx (rows, inputs); empty for the first layer, whose input nobody differentiates by
     */
    void backward(
            float[] parameters, Gradient gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm);

    /** Turns dLoss/da in {@code buffers.delta} into dLoss/dz. */
    void differentiateActivation(LayerBuffers buffers, int rows);
}
