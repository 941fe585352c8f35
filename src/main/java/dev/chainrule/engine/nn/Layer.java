package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;

/** A layer of a built network: stateless; it computes on views of one parameter array and on the buffers of a workspace. */
sealed interface Layer permits DenseLayer {

    int inputs();

    int outputs();

    /** From {@code x} (rows, inputs) to {@code buffers.z} and {@code buffers.a}. */
    void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm);

    /**
     * From dLoss/dz in {@code buffers.delta} to the gradient of this layer's parameters, and to dLoss/dx.
     *
     * @param gradient (P), of which this layer's part is written
     * @param dx receives dLoss/dx (rows, inputs); empty for the first layer, whose input nobody differentiates by
     */
    void backward(
            float[] parameters, float[] gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm);

    /** Turns dLoss/da in {@code buffers.delta} into dLoss/dz. */
    void differentiateActivation(LayerBuffers buffers, int rows);
}
