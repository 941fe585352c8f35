package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import java.util.Arrays;

/** z = x W + b, a = f(z): x (B, inputs), W (inputs, outputs), b (outputs). */
record DenseLayer(int inputs, int outputs, Activation activation, boolean bias, int offset) implements Layer {

    private int biasOffset() {
        return offset + inputs * outputs;
    }

    @Override
    public void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm) {
        float[] z = buffers.z();
        if (bias) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(parameters, biasOffset(), z, row * outputs, outputs);
            }
        } else {
            Arrays.fill(z, 0, rows * outputs, 0f);
        }
        // z = b + x W
        gemm.multiply(rows, outputs, inputs, x, 0, parameters, offset, z, 0);
        activation.forward(z, buffers.a(), rows, outputs);
    }

    @Override
    public void backward(
            float[] parameters, float[] gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm) {
        float[] dz = buffers.delta();
        // dW = x' dz
        Arrays.fill(gradient, offset, biasOffset(), 0f);
        gemm.multiplyTransposedA(inputs, outputs, rows, x, 0, dz, 0, gradient, offset);
        if (bias) {
            // db = column sums of dz, in row order
            int db = biasOffset();
            Arrays.fill(gradient, db, db + outputs, 0f);
            for (int row = 0; row < rows; row++) {
                for (int unit = 0; unit < outputs; unit++) {
                    gradient[db + unit] += dz[row * outputs + unit];
                }
            }
        }
        if (dx.length > 0) {
            // dx = dz W'
            Arrays.fill(dx, 0, rows * inputs, 0f);
            gemm.multiplyTransposedB(rows, inputs, outputs, dz, 0, parameters, offset, dx, 0);
        }
    }

    @Override
    public void differentiateActivation(LayerBuffers buffers, int rows) {
        activation.backward(buffers.z(), buffers.a(), buffers.delta(), rows, outputs);
    }
}
