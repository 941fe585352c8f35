package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parameters, or gradients, as one row of numbers (P): layer after layer, weights row by row, then the bias. What an optimizer and
 * a gradient check see, to whom all parameters are alike.
 */
public final class FlatParameters {

    private FlatParameters() {}

    /** The values of {@code layers} in one new array (P). */
    public static double[] flatten(List<LayerParameters> layers) {
        List<double[]> parts = new ArrayList<>();
        for (LayerParameters layer : layers) {
            switch (layer) {
                case LayerParameters.Dense dense -> {
                    parts.addAll(Arrays.asList(dense.weights()));
                    parts.add(dense.bias());
                }
            }
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Where the weights are, as against biases: {from, to, from, to, ...}, a range for each dense layer. */
    public static int[] weightRanges(List<LayerParameters> layers) {
        List<Integer> ranges = new ArrayList<>();
        int at = 0;
        for (LayerParameters layer : layers) {
            switch (layer) {
                case LayerParameters.Dense dense -> {
                    int weights = dense.weights().length * dense.weights()[0].length;
                    ranges.add(at);
                    ranges.add(at + weights);
                    at += weights + dense.bias().length;
                }
            }
        }
        return ranges.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The inverse of {@link #flatten}: {@code values (P)} in the shapes of {@code like}, as a copy. */
    public static List<LayerParameters> unflatten(double[] values, List<LayerParameters> like) {
        List<LayerParameters> layers = new ArrayList<>();
        int at = 0;
        for (LayerParameters layer : like) {
            switch (layer) {
                case LayerParameters.Dense dense -> {
                    double[][] weights = new double[dense.weights().length][];
                    for (int i = 0; i < weights.length; i++) {
                        weights[i] = Arrays.copyOfRange(values, at, at + dense.weights()[i].length);
                        at += weights[i].length;
                    }
                    double[] bias = Arrays.copyOfRange(values, at, at + dense.bias().length);
                    at += bias.length;
                    layers.add(new LayerParameters.Dense(weights, bias));
                }
            }
        }
        if (at != values.length) {
            throw new IllegalArgumentException("numbers of parameters differ: " + at + " != " + values.length);
        }
        return layers;
    }
}
