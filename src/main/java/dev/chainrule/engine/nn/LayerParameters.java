package dev.chainrule.engine.nn;

/** The parameters of one layer as a user gives and sees them, in double precision. */
public sealed interface LayerParameters {

    /**
     * @param weights {@code weights[i][j]} leads from input i to unit j: (inputs, units)
     * @param bias (units); empty where the layer has none
     */
    record Dense(double[][] weights, double[] bias) implements LayerParameters {}

    /**
     * @param scale (units)
     * @param shift (units)
     * @param mean running mean of a batch normalization (units), which is not trained; empty for a layer normalization
     * @param variance running variance, likewise
     */
    record Normalization(double[] scale, double[] shift, double[] mean, double[] variance) implements LayerParameters {}

    /** Of a layer that has no parameters. */
    record None() implements LayerParameters {}
}
