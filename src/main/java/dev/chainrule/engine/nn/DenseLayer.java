package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.Sums;

/** z = x W + b, a = f(z): x (B, inputs), W (inputs, outputs), b (outputs). */
record DenseLayer(int inputs, int outputs, Activation activation, boolean bias, int offset) implements Layer {

    private int biasOffset() {
        return offset + inputs * outputs;
    }

    @Override
    public void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm) {
        float[] z = buffers.z();
        // z = b + x W
        if (bias) {
            gemm.multiply(rows, outputs, inputs, x, 0, parameters, offset, parameters, biasOffset(), z, 0);
        } else {
            gemm.multiply(rows, outputs, inputs, x, 0, parameters, offset, gemm.zeros(outputs), 0, z, 0);
        }
        buffers.pass().forward(activation, z, buffers.a(), rows, outputs);
    }

    @Override
    public void backward(
            float[] parameters, Gradient gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm) {
        float[] dz = buffers.delta();
        if (dx.length > 0) {
            // dx = dz W'
            gemm.multiplyTransposedB(rows, inputs, outputs, dz, 0, parameters, offset, gemm.zeros(inputs), 0, dx, 0);
        }
        if (bias) {
            // db = column sums of dz, in row order
            Sums.ofColumns(dz, rows, outputs, gradient.values(), biasOffset());
            gradient.ready(biasOffset(), biasOffset() + outputs);
        }
        // dW = x' dz
        float[] dw = gradient.values();
        float[] zeros = gemm.zeros(outputs);
        Gemm.Completed ready = gradient.weights(offset, outputs);
        gemm.multiplyTransposedA(inputs, outputs, rows, x, 0, dz, 0, zeros, 0, dw, offset, ready);
    }

    @Override
    public void differentiateActivation(LayerBuffers buffers, int rows) {
        buffers.pass().backward(activation, buffers.z(), buffers.a(), buffers.delta(), rows, outputs);
    }
}
