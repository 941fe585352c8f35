package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.EncodedProduct;
import dev.chainrule.engine.math.RandomStream;
import dev.chainrule.engine.math.RowEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A network ready to compute: forward, loss, backward. Stateless: parameters and workspace are given to each pass. */
public final class Network {

    private static final float[] NO_INPUT_GRADIENT = new float[0];

    private final NetworkSpec spec;
    private final Layer[] layers;
    private final int parameterCount;
    private final TinyNetwork tiny;

    /** @param spec resolved: all sizes known */
    public Network(NetworkSpec spec) {
        this(spec, RowEncoding.plain(spec.inputs().orElseThrow()));
    }

    /**
     * @param spec resolved: all sizes known
     * @param encoding what the rows of x are; other than features only where the network {@linkplain #takesEncoded takes} it
     */
    public Network(NetworkSpec spec, RowEncoding encoding) {
        if (encoding.features() != spec.inputs().orElseThrow() || !(encoding.isPlain() || takesEncoded(spec))) {
            throw new IllegalArgumentException("the network does not take rows of " + encoding.features() + " features"
                    + (encoding.isPlain() ? "" : ", encoded"));
        }
        this.spec = spec;
        this.parameterCount = Math.toIntExact(Parameters.count(spec));
        this.layers = new Layer[spec.layers().size()];
        for (int i = 0; i < layers.length; i++) {
            int inputs = spec.inputsOf(i).orElseThrow();
            int offset = Math.toIntExact(Parameters.offset(spec, i));
            layers[i] = switch (spec.layers().get(i)) {
                case LayerSpec.Dense d -> {
                    int units = d.units().orElseThrow();
                    yield i == 0 && !encoding.isPlain()
                            ? new EncodedDenseLayer(encoding, units, d.activation(), d.bias(), offset)
                            : new DenseLayer(inputs, units, d.activation(), d.bias(), offset);
                }
                case LayerSpec.Dropout d -> new DropoutLayer(inputs, d.rate());
                case LayerSpec.LayerNormalization n ->
                    new LayerNormalizationLayer(inputs, n.activation(), n.epsilon(), offset);
                case LayerSpec.BatchNormalization n ->
                    new BatchNormalizationLayer(inputs, n.activation(), n.epsilon(), n.momentum(), offset);
            };
        }
        boolean isDense = Arrays.stream(layers).allMatch(DenseLayer.class::isInstance);
        this.tiny = new TinyNetwork(
                isDense ? Arrays.stream(layers).map(DenseLayer.class::cast).toList() : List.of());
    }

    /** Whether a network can be fed with encoded rows. */
    public static boolean takesEncoded(NetworkSpec spec) {
        return spec.layers().getFirst() instanceof LayerSpec.Dense;
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Width of x: the number of features, or of floats in an encoded row. */
    public int inputs() {
        return layers[0].inputs();
    }

    public int outputs() {
        return layers[layers.length - 1].outputs();
    }

    public int parameterCount() {
        return parameterCount;
    }

    LayerBuffers[] buffers(int rows, boolean training, ActivationPass pass, EncodedProduct encoded) {
        LayerBuffers[] buffers = new LayerBuffers[layers.length];
        for (int i = 0; i < layers.length; i++) {
            // the loss looks at the last weighted sums, and nobody at others that are not trained
            boolean keepsZ = training || i == layers.length - 1;
            buffers[i] = LayerBuffers.of(layers[i], rows, training, keepsZ, pass, encoded);
        }
        return buffers;
    }

    /** From {@code workspace.x()} to {@code workspace.predictions()}, for {@code rows} rows: what the network says to them. */
    public void forward(float[] parameters, Workspace workspace, int rows) {
        if (tiny.suits(rows)) {
            tiny.forward(parameters, workspace, rows);
            return;
        }
        float[] x = workspace.x();
        for (int i = 0; i < layers.length; i++) {
            layers[i].forward(parameters, x, workspace.layers[i], rows, workspace.gemm);
            x = workspace.layers[i].a();
        }
    }

    /** Forwards to what is shown and measured: as {@link #forward}, and undoes label smoothing where {@code loss} says so. */
    public void predict(Loss loss, float[] parameters, Workspace workspace, int rows) {
        forward(parameters, workspace, rows);
        if (loss instanceof Loss.BinaryCrossEntropy smoothed && smoothed.undo()) {
            LayerBuffers last = workspace.layers[layers.length - 1];
            for (int i = 0; i < rows * outputs(); i++) {
                double p = smoothed.shown(last.a()[i]);
                last.a()[i] = (float) p;
                // the loss looks at weighted sums: the inverse of the sigmoid
                last.z()[i] = (float) (StrictMath.log(p) - StrictMath.log1p(-p));
            }
        }
    }

    /**
     * The same in training, where dropout drops, and batch normalization takes the statistics of the batch and notes them in its
     * running ones, the only parameters that a forward pass changes.
     *
     * @param update number of the update that the pass is for: what is dropped is a function of (seed, update, layer)
     */
    public void forwardTraining(float[] parameters, Workspace workspace, int rows, long seed, long update) {
        if (tiny.suits(rows)) {
            tiny.forward(parameters, workspace, rows);
            return;
        }
        float[] x = workspace.x();
        for (int i = 0; i < layers.length; i++) {
            if (layers[i].isRandom()) {
                workspace.random.restart(seed, RandomStream.Purpose.DROPOUT, update, i);
            }
            layers[i].forwardTraining(parameters, x, workspace.layers[i], rows, workspace.gemm, workspace.random);
            x = workspace.layers[i].a();
        }
    }

    /**
     * The loss of the batch that was forwarded, against {@code workspace.y()}.
     *
     * @param weights (rows) how much each row counts: see {@link RowWeights}
     * @return the sum over the rows of each row's loss times its weight
     */
    public double loss(Loss loss, Workspace workspace, float[] weights, int rows) {
        LayerBuffers last = workspace.layers[layers.length - 1];
        return loss.apply(last.z(), last.a(), workspace.y(), weights, workspace.lossDerivative(), rows, outputs());
    }

    /**
     * After {@link #forwardTraining}: from the derivative that {@link #loss} left to {@code workspace.gradient()}, by the chain rule.
     *
     * @param use may change gradient and parameters as soon as they are ready
     */
    public void backward(Loss loss, float[] parameters, Workspace workspace, int rows, GradientUse use) {
        if (tiny.suits(rows)) {
            tiny.backward(loss, parameters, workspace, rows);
            use.ready(0, parameterCount);
            return;
        }
        Gradient gradient = workspace.gradient;
        gradient.begin(use);
        for (int i = layers.length - 1; i >= 0; i--) {
            LayerBuffers buffers = workspace.layers[i];
            boolean isLast = i == layers.length - 1;
            if (!isLast || loss.derivative() == Loss.Derivative.OF_PREDICTION) {
                layers[i].differentiateActivation(buffers, rows);
            }
            float[] x = i == 0 ? workspace.x() : workspace.layers[i - 1].a();
            float[] dx = i == 0 ? NO_INPUT_GRADIENT : workspace.layers[i - 1].delta();
            layers[i].backward(parameters, gradient, x, buffers, dx, rows, workspace.gemm);
        }
        gradient.end(use);
    }

    /** How updates w -= lr g are made row by row, where the network is so small that this is worth a way of its own. */
    public Optional<TinyDescent> tinyDescent(Loss loss, Workspace workspace) {
        return tiny.suits(1) ? tiny.descent(loss, workspace) : Optional.empty();
    }

    /** The first layer whose weighted sums or activations are not all finite after a forward pass; the last one if all are. */
    public int firstNonFiniteLayer(Workspace workspace, int rows) {
        for (int i = 0; i < layers.length; i++) {
            int size = rows * layers[i].outputs();
            if (!allFinite(workspace.layers[i].z(), 0, size) || !allFinite(workspace.layers[i].a(), 0, size)) {
                return i;
            }
        }
        return layers.length - 1;
    }

    /** The first layer that has a parameter which is not finite; -1 if all are finite. */
    public int firstNonFiniteParameters(float[] parameters) {
        for (int i = 0; i < layers.length; i++) {
            int from = Math.toIntExact(Parameters.offset(spec, i));
            int to = Math.toIntExact(Parameters.offset(spec, i + 1));
            if (!allFinite(parameters, from, to)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean allFinite(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
