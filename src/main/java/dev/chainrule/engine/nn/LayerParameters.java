package dev.chainrule.engine.nn;

/** The parameters of one layer as a user gives and sees them, in double precision. */
public sealed interface LayerParameters {

    /**
     * @param weights {@code weights[i][j]} leads from input i to unit j: (inputs, units)
     * @param bias (units); empty where the layer has none
     */
    record Dense(double[][] weights, double[] bias) implements LayerParameters {}
}
