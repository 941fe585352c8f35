package dev.chainrule.engine.nn;

/**
 * What a layer computes for a batch of up to B rows.
 *
 * @param z weighted sums, (B, outputs)
 * @param a activations, (B, outputs)
 * @param delta dLoss/da, then dLoss/dz, (B, outputs); empty where nothing is trained
 */
record LayerBuffers(float[] z, float[] a, float[] delta) {

    static LayerBuffers of(int rows, int outputs, boolean training) {
        int size = Math.multiplyExact(rows, outputs);
        return new LayerBuffers(new float[size], new float[size], new float[training ? size : 0]);
    }
}
