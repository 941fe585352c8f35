package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parameters, or gradients, as one row of numbers (P): layer after layer, weights row by row, then the bias; of a normalization
 * scale, shift, and what it has of running mean and variance. What an optimizer and a gradient check see, to whom all parameters
 * are alike.
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
                case LayerParameters.Normalization(double[] scale, double[] shift, double[] mean, double[] variance) ->
                    parts.addAll(List.of(scale, shift, mean, variance));
                case LayerParameters.None() -> {
                    // no parts
                }
            }
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** How many values a layer's parameters have. */
    static int count(LayerParameters layer) {
        return flatten(List.of(layer)).length;
    }

    /**
     * The parameters that weight decay pulls, as ranges {from, to, from, to, ...}.
     *
     * @param biases whether all trained ones are: biases, scales and shifts too, but never running statistics
     */
    public static int[] decayRanges(List<LayerParameters> layers, boolean biases) {
        List<Integer> ranges = new ArrayList<>();
        int at = 0;
        for (LayerParameters layer : layers) {
            int pulled = switch (layer) {
                case LayerParameters.Dense dense ->
                    dense.weights().length * dense.weights()[0].length + (biases ? dense.bias().length : 0);
                case LayerParameters.Normalization normalization ->
                    biases ? normalization.scale().length + normalization.shift().length : 0;
                case LayerParameters.None() -> 0;
            };
            ranges.add(at);
            ranges.add(at + pulled);
            at += count(layer);
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
                case LayerParameters.Normalization n -> {
                    int units = n.scale().length;
                    int running = n.mean().length;
                    layers.add(new LayerParameters.Normalization(
                            Arrays.copyOfRange(values, at, at + units),
                            Arrays.copyOfRange(values, at + units, at + 2 * units),
                            Arrays.copyOfRange(values, at + 2 * units, at + 2 * units + running),
                            Arrays.copyOfRange(values, at + 2 * units + running, at + 2 * (units + running))));
                    at += 2 * (units + running);
                }
                case LayerParameters.None none -> layers.add(none);
            }
        }
        if (at != values.length) {
            throw new IllegalArgumentException("numbers of parameters differ: " + at + " != " + values.length);
        }
        return layers;
    }
}
