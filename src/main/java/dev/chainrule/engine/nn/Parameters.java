package dev.chainrule.engine.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All parameters of a network in one array, of which the layers are views: layer after layer, a dense layer's weights (inputs,
 * units) row-major, then its bias (units) if it has one; a normalization's scale (units) and shift (units).
 *
 * <p>A batch normalization's running mean (units) and variance (units) follow its shift: predictions need them, and so they belong to
 * what is counted, stored and shown, although they are not trained. Their gradient is always 0, by which every optimizer leaves
 * a parameter as it is; what also acts without a gradient has to keep to {@link #decayRanges}.
 */
public final class Parameters {

    private final NetworkSpec spec;
    private final float[] values;

    private Parameters(NetworkSpec spec, float[] values) {
        this.spec = spec;
        this.values = values;
    }

    /** How many parameters a resolved network has: all values of the array, trained or not. */
    public static long count(NetworkSpec spec) {
        return offset(spec, spec.layers().size());
    }

    /** Where the parameters of layer {@code index} begin. */
    static long offset(NetworkSpec spec, int index) {
        long offset = 0;
        int inputs = spec.inputs().orElseThrow();
        for (LayerSpec layer : spec.layers().subList(0, index)) {
            offset += count(layer, inputs);
            inputs = switch (layer) {
                case LayerSpec.Dense d -> d.units().orElseThrow();
                case LayerSpec.Dropout _, LayerSpec.Normalization _ -> inputs;
            };
        }
        return offset;
    }

    /** How many parameters a layer with so many inputs has. */
    public static long count(LayerSpec layer, int inputs) {
        return switch (layer) {
            case LayerSpec.Dense d -> {
                long units = d.units().orElseThrow();
                yield inputs * units + (d.bias() ? units : 0);
            }
            case LayerSpec.Dropout _ -> 0;
            case LayerSpec.LayerNormalization _ -> 2L * inputs;
            case LayerSpec.BatchNormalization _ -> 4L * inputs;
        };
    }

    /** The initial values that the layers' initializers and {@code seed} give; biases are 0, also one that is to follow from the targets. */
    public static Parameters initial(NetworkSpec spec, long seed) {
        float[] values = new float[Math.toIntExact(count(spec))];
        for (int i = 0; i < spec.layers().size(); i++) {
            int offset = Math.toIntExact(offset(spec, i));
            int inputs = spec.inputsOf(i).orElseThrow();
            switch (spec.layers().get(i)) {
                case LayerSpec.Dense d ->
                    d.initializer().fill(values, offset, inputs, d.units().orElseThrow(), seed, i);
                case LayerSpec.Dropout _ -> {
                    // no parameters
                }
                case LayerSpec.LayerNormalization _ -> Arrays.fill(values, offset, offset + inputs, 1f);
                case LayerSpec.BatchNormalization _ -> {
                    Arrays.fill(values, offset, offset + inputs, 1f);
                    Arrays.fill(values, offset + 3 * inputs, offset + 4 * inputs, 1f);
                }
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
                case LayerParameters.Normalization n -> {
                    at = copy(n.scale(), values, at);
                    at = copy(n.shift(), values, at);
                    at = copy(n.mean(), values, at);
                    at = copy(n.variance(), values, at);
                }
                case LayerParameters.None() -> {
                    // nothing to copy
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

    /**
     * The parameters that weight decay pulls, as ranges {from, to, from, to, ...}.
     *
     * @param biases whether all trained ones are: biases, scales and shifts too, but never running statistics
     */
    public int[] decayRanges(boolean biases) {
        int[] ranges = new int[2 * spec.layers().size()];
        for (int i = 0; i < spec.layers().size(); i++) {
            int from = Math.toIntExact(offset(spec, i));
            int inputs = spec.inputsOf(i).orElseThrow();
            int pulled = switch (spec.layers().get(i)) {
                case LayerSpec.Dense d -> {
                    int units = d.units().orElseThrow();
                    yield inputs * units + (biases && d.bias() ? units : 0);
                }
                case LayerSpec.Dropout _ -> 0;
                case LayerSpec.LayerNormalization _, LayerSpec.BatchNormalization _ -> biases ? 2 * inputs : 0;
            };
            ranges[2 * i] = from;
            ranges[2 * i + 1] = from + pulled;
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
                case LayerSpec.Dropout _ -> layers.add(new LayerParameters.None());
                case LayerSpec.LayerNormalization _ -> {
                    layers.add(normalization(at, inputs, 0));
                    at += 2 * inputs;
                }
                case LayerSpec.BatchNormalization _ -> {
                    layers.add(normalization(at, inputs, inputs));
                    at += 4 * inputs;
                }
            }
        }
        return layers;
    }

    private LayerParameters normalization(int at, int units, int running) {
        return new LayerParameters.Normalization(
                widen(at, units),
                widen(at + units, units),
                widen(at + 2 * units, running),
                widen(at + 3 * units, running));
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
