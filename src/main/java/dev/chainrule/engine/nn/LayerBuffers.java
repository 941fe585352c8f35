package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.EncodedProduct;

/**
 * What a layer computes for a batch of up to B rows.
 *
 * @param z weighted sums, what the activation is a function of, (B, outputs); of a dropout the factors that it multiplied by; the same
 *     array as {@code a} where nobody asks for them
 * @param a activations, (B, outputs)
 * @param delta dLoss/da, then dLoss/dz, (B, outputs); empty where nothing is trained
 * @param statistics what else a layer keeps from its forward to its backward pass; as long as it says
 * @param pass applies the activation
 * @param encoded multiplies with encoded rows
 */
record LayerBuffers(
        float[] z, float[] a, float[] delta, double[] statistics, ActivationPass pass, EncodedProduct encoded) {

    static LayerBuffers of(
            Layer layer, int rows, boolean training, boolean keepsZ, ActivationPass pass, EncodedProduct encoded) {
        int size = Math.multiplyExact(rows, layer.outputs());
        float[] a = new float[size];
        return new LayerBuffers(
                keepsZ ? new float[size] : a,
                a,
                new float[training ? size : 0],
                new double[layer.statistics(rows)],
                pass,
                encoded);
    }
}
