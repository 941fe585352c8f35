package dev.chainrule.engine.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All trainable parameters of a network in one array, of which the layers are views: layer after layer, a dense layer's weights
 * (inputs, units) row-major, then its bias (units) if it has one.
 */
public final class Parameters {

    private final NetworkSpec spec;
    private final float[] values;

    private Parameters(NetworkSpec spec, float[] values) {
        this.spec = spec;
        this.values = values;
    }

    /** How many parameters a resolved network has. */
    public static long count(NetworkSpec spec) {
        return offset(spec, spec.layers().size());
    }

    /** Where the parameters of layer {@code index} begin. */
    static long offset(NetworkSpec spec, int index) {
        long offset = 0;
        for (int i = 0; i < index; i++) {
            long inputs = spec.inputsOf(i).orElseThrow();
            offset += switch (spec.layers().get(i)) {
                case LayerSpec.Dense d -> {
                    long units = d.units().orElseThrow();
                    yield inputs * units + (d.bias() ? units : 0);
                }
            };
        }
        return offset;
    }

    /** The initial values that the layers' initializers and {@code seed} give. */
    public static Parameters initial(NetworkSpec spec, long seed) {
        float[] values = new float[Math.toIntExact(count(spec))];
        for (int i = 0; i < spec.layers().size(); i++) {
            int offset = Math.toIntExact(offset(spec, i));
            int inputs = spec.inputsOf(i).orElseThrow();
            switch (spec.layers().get(i)) {
                case LayerSpec.Dense d ->
                    d.initializer().fill(values, offset, inputs, d.units().orElseThrow(), seed, i);
            }
        }
        return new Parameters(spec, values);
    }

    /** Parameters over an array of length {@link #count}, which is used as it is. */
    public static Parameters over(NetworkSpec spec, float[] values) {
        if (values.length != count(spec)) {
            throw new IllegalArgumentException("numbers of parameters differ: " + count(spec) + " != " + values.length);
        }
        return new Parameters(spec, values);
    }

    /** Parameters with the given values, one entry for each layer, whose shapes must be those of {@code spec}. */
    public static Parameters of(NetworkSpec spec, List<LayerParameters> layers) {
        float[] values = new float[Math.toIntExact(count(spec))];
        int at = 0;
        for (LayerParameters layer : layers) {
            switch (layer) {
                case LayerParameters.Dense d -> {
                    for (double[] row : d.weights()) {
                        at = copy(row, values, at);
                    }
                    at = copy(d.bias(), values, at);
                }
            }
        }
        if (at != values.length) {
            throw new IllegalArgumentException("numbers of parameters differ: " + values.length + " != " + at);
        }
        return new Parameters(spec, values);
    }

    /** The array itself, (P). */
    public float[] values() {
        return values;
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Where the weights are, as against biases, scales and shifts: {from, to, from, to, ...}, a range for each dense layer. */
    public int[] weightRanges() {
        int[] ranges = new int[0];
        for (int i = 0; i < spec.layers().size(); i++) {
            int from = Math.toIntExact(offset(spec, i));
            switch (spec.layers().get(i)) {
                case LayerSpec.Dense d -> {
                    int inputs = spec.inputsOf(i).orElseThrow();
                    ranges = Arrays.copyOf(ranges, ranges.length + 2);
                    ranges[ranges.length - 2] = from;
                    ranges[ranges.length - 1] = from + inputs * d.units().orElseThrow();
                }
            }
        }
        return ranges;
    }

    /** The same values in the form that users see. */
    public List<LayerParameters> toList() {
        List<LayerParameters> layers = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < spec.layers().size(); i++) {
            int inputs = spec.inputsOf(i).orElseThrow();
            switch (spec.layers().get(i)) {
                case LayerSpec.Dense d -> {
                    int units = d.units().orElseThrow();
                    double[][] weights = new double[inputs][];
                    for (int row = 0; row < inputs; row++, at += units) {
                        weights[row] = widen(at, units);
                    }
                    double[] bias = widen(at, d.bias() ? units : 0);
                    at += bias.length;
                    layers.add(new LayerParameters.Dense(weights, bias));
                }
            }
        }
        return layers;
    }

    private double[] widen(int from, int length) {
        double[] copy = new double[length];
        for (int i = 0; i < length; i++) {
            copy[i] = values[from + i];
        }
        return copy;
    }

    private static int copy(double[] from, float[] to, int at) {
        for (int i = 0; i < from.length; i++) {
            to[at + i] = (float) from[i];
        }
        return at + from.length;
    }
}
