package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.RandomStream;

/** a = x m with a mask m of 0 and 1 / (1 - rate), drawn anew for each batch of a training: see {@link LayerSpec.Dropout}. */
record DropoutLayer(int inputs, double rate) implements Layer {

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    @Override
    public void forward(float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm) {
        System.arraycopy(x, 0, buffers.a(), 0, rows * inputs);
    }

    @Override
    public void forwardTraining(
            float[] parameters, float[] x, LayerBuffers buffers, int rows, Gemm gemm, RandomStream random) {
        float[] mask = buffers.z();
        float[] a = buffers.a();
        float kept = (float) (1 / (1 - rate));
        random.fillMask(mask, rows * inputs, rate, kept);
        for (int i = 0, n = rows * inputs; i < n; i++) {
            a[i] = x[i] * mask[i];
        }
    }

    @Override
    public void backward(
            float[] parameters, Gradient gradient, float[] x, LayerBuffers buffers, float[] dx, int rows, Gemm gemm) {
        if (dx.length > 0) {
            // dx = da m
            float[] da = buffers.delta();
            float[] mask = buffers.z();
            for (int i = 0, n = rows * inputs; i < n; i++) {
                dx[i] = da[i] * mask[i];
            }
        }
    }

    @Override
    public void differentiateActivation(LayerBuffers buffers, int rows) {
        // there is none
    }
}
