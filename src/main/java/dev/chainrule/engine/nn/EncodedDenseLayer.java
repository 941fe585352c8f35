package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.EncodedProduct;
import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.RowEncoding;
import dev.chainrule.engine.math.Sums;

/** A first {@link DenseLayer} of which x has encoded rows, (B, {@code encoding.width()}): z = X W + b, a = f(z), X the features that x stands for. */
record EncodedDenseLayer(RowEncoding encoding, int outputs, Activation activation, boolean bias, int offset)
        implements Layer {

    private int biasOffset() {
        return offset + encoding.features() * outputs;
    }

    @Override
    public int inputs() {
        return encoding.width();
    }

    @Override
    public void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm) {
        float[] z = buffers.z();
        // z = b + X W
        float[] b = bias ? parameters : gemm.zeros(outputs);
        buffers.encoded().multiply(encoding, rows, outputs, x, parameters, offset, b, bias ? biasOffset() : 0, z);
        buffers.pass().forward(activation, z, buffers.a(), rows, outputs);
    }

    @Override
    public void backward(
            float[] parameters, Gradient gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm) {
        float[] dz = buffers.delta();
        EncodedProduct product = buffers.encoded();
        // db = column sums of dz, which dW needs too
        float[] dw = gradient.values();
        float[] db = bias ? dw : product.sums(outputs);
        int at = bias ? biasOffset() : 0;
        Sums.ofColumns(dz, rows, outputs, db, at);
        // dW = X' dz
        product.multiplyTransposed(encoding, rows, outputs, x, dz, db, at, dw, offset, gemm);
        gradient.readyShared(offset, biasOffset() + (bias ? outputs : 0));
    }

    @Override
    public void differentiateActivation(LayerBuffers buffers, int rows) {
        buffers.pass().backward(activation, buffers.z(), buffers.a(), buffers.delta(), rows, outputs);
    }
}
