package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;

/** Refuses what does not fit together. */
final class Shapes {

    private Shapes() {}

    /** The parameters of layer {@code index} have to be of its kind and size. */
    static void require(NetworkSpec spec, int index, LayerParameters parameters) {
        int inputs = spec.inputsOf(index).orElseThrow();
        String of = " of layer " + index;
        switch (spec.layers().get(index)) {
            case LayerSpec.Dense layer -> {
                int units = layer.units().orElseThrow();
                LayerParameters.Dense dense = (LayerParameters.Dense) parameters;
                requireSame("inputs" + of, inputs, dense.weights().length);
                for (double[] row : dense.weights()) {
                    requireSame("units" + of, units, row.length);
                }
                requireSame("biases" + of, layer.bias() ? units : 0, dense.bias().length);
            }
            case LayerSpec.Dropout _ -> requireSame("parameters" + of, 0, FlatParameters.count(parameters));
            case LayerSpec.LayerNormalization _ -> requireUnits(of, parameters, inputs, 0);
            case LayerSpec.BatchNormalization _ -> requireUnits(of, parameters, inputs, inputs);
        }
    }

    private static void requireUnits(String of, LayerParameters parameters, int units, int running) {
        LayerParameters.Normalization normalization = (LayerParameters.Normalization) parameters;
        requireSame("scales" + of, units, normalization.scale().length);
        requireSame("shifts" + of, units, normalization.shift().length);
        requireSame("running means" + of, running, normalization.mean().length);
        requireSame("running variances" + of, running, normalization.variance().length);
    }

    static void requireSame(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(what + " differ: " + expected + " != " + found);
        }
    }
}
