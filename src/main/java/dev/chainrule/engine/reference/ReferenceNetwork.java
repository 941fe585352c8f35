package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A feed-forward network with its parameters: the forward pass, and backpropagation after Rumelhart, Hinton and Williams 1986,
 * "Learning representations by back-propagating errors". Immutable.
 */
public final class ReferenceNetwork {

    private final NetworkSpec spec;
    private final List<LayerParameters> parameters;

    /**
     * @param spec resolved: with its number of inputs and all units
     * @param parameters one entry for each layer, copied
     * @throws IllegalArgumentException where the shape of a layer's parameters is not that of its specification
     */
    public ReferenceNetwork(NetworkSpec spec, List<LayerParameters> parameters) {
        Shapes.requireSame("numbers of layers", spec.layers().size(), parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            Shapes.require(spec, i, parameters.get(i));
        }
        this.spec = spec;
        this.parameters = List.copyOf(FlatParameters.unflatten(FlatParameters.flatten(parameters), parameters));
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** A copy of the parameters, one entry for each layer. */
    public List<LayerParameters> parameters() {
        return FlatParameters.unflatten(flat(), parameters);
    }

    /** A copy of the parameters as one row of numbers (P): see {@link FlatParameters}. */
    public double[] flat() {
        return FlatParameters.flatten(parameters);
    }

    /** The same network with other parameters, {@code flat (P)}. */
    public ReferenceNetwork with(double[] flat) {
        return new ReferenceNetwork(spec, FlatParameters.unflatten(flat, parameters));
    }

    /**
     * All layers, first to last, over {@code x (B, inputs)}, as for a prediction: batch normalization takes its running statistics,
     * nothing is dropped.
     */
    public ForwardPass forward(double[][] x) {
        return forward(x, false, DropoutMask.NONE);
    }

    /** The same in training, but with nothing dropped: batch normalization takes the statistics of the batch. */
    public ForwardPass forwardTraining(double[][] x) {
        return forward(x, true, DropoutMask.NONE);
    }

    /** The same with dropout layers that multiply by {@code mask}. */
    public ForwardPass forwardTraining(double[][] x, DropoutMask mask) {
        return forward(x, true, mask);
    }

    private ForwardPass forward(double[][] x, boolean training, DropoutMask mask) {
        List<ForwardPass.Layer> layers = new ArrayList<>();
        double[][] input = x;
        for (int i = 0; i < parameters.size(); i++) {
            for (double[] row : input) {
                Shapes.requireSame("inputs of layer " + i, spec.inputsOf(i).orElseThrow(), row.length);
            }
            ForwardPass.Layer layer = forward(i, input, training, mask);
            layers.add(layer);
            input = layer.activations();
        }
        return new ForwardPass(layers, mask);
    }

    private ForwardPass.Layer forward(int index, double[][] x, boolean training, DropoutMask mask) {
        return switch (spec.layers().get(index)) {
            case LayerSpec.Dense layer ->
                activate(x, DenseMath.forward(dense(index), x), layer.activation(), ForwardPass.Statistics.NONE);
            case LayerSpec.Dropout _ ->
                activate(x, times(x, mask, index), new Activation.Linear(), ForwardPass.Statistics.NONE);
            case LayerSpec.Normalization layer -> {
                LayerParameters.Normalization own = normalization(index);
                boolean running = !training && layer instanceof LayerSpec.BatchNormalization;
                ForwardPass.Statistics statistics = running
                        ? new ForwardPass.Statistics(own.mean(), own.variance())
                        : NormalizationMath.statistics(layer, x);
                double[][] normalized = NormalizationMath.normalize(layer, x, statistics);
                yield activate(x, NormalizationMath.scaleAndShift(own, normalized), layer.activation(), statistics);
            }
        };
    }

    private static ForwardPass.Layer activate(
            double[][] x, double[][] z, Activation activation, ForwardPass.Statistics statistics) {
        double[][] a = new double[z.length][];
        for (int row = 0; row < z.length; row++) {
            a[row] = ActivationMath.forward(activation, z[row]);
        }
        return new ForwardPass.Layer(x, z, a, statistics);
    }

    private static double[][] times(double[][] values, DropoutMask mask, int layer) {
        double[][] products = new double[values.length][values[0].length];
        for (int row = 0; row < values.length; row++) {
            for (int j = 0; j < values[row].length; j++) {
                products[row][j] = values[row][j] * mask.factor(layer, row, j);
            }
        }
        return products;
    }

    /** The same network after batch normalization has noted the statistics of {@code pass} (in training) in its running ones. */
    public ReferenceNetwork noteBatch(ForwardPass pass) {
        List<LayerParameters> noted = new ArrayList<>(parameters);
        for (int i = 0; i < noted.size(); i++) {
            if (spec.layers().get(i) instanceof LayerSpec.BatchNormalization layer) {
                ForwardPass.Layer numbers = pass.layers().get(i);
                noted.set(
                        i,
                        NormalizationMath.noteBatch(
                                layer, normalization(i), numbers.statistics(), numbers.input().length));
            }
        }
        return new ReferenceNetwork(spec, noted);
    }

    /** The loss of the batch that {@code pass} forwarded, with its targets {@code y (B, outputs)}. */
    public double loss(ForwardPass pass, Loss loss, double[][] y) {
        return loss(pass, loss, y, ones(y.length));
    }

    /** The same with weights {@code u (B)} of the rows: sum(u l) / sum(u). */
    double loss(ForwardPass pass, Loss loss, double[][] y, double[] u) {
        ForwardPass.Layer last = pass.layers().getLast();
        requireTargets(last, y);
        double sum = 0;
        for (int row = 0; row < y.length; row++) {
            sum += u[row] * LossMath.ofRow(loss, last.weightedSums()[row], last.activations()[row], y[row]);
        }
        return sum / Arrays.stream(u).sum();
    }

    /** The share in it of the {@code row}-th row, before the mean over the rows. */
    public double lossOfRow(ForwardPass pass, int row, Loss loss, double[] y) {
        ForwardPass.Layer last = pass.layers().getLast();
        return LossMath.ofRow(loss, last.weightedSums()[row], last.activations()[row], y);
    }

    /**
     * All layers, last to first: the derivatives of the loss of the batch that {@code pass} forwarded, targets {@code y (B, outputs)}.
     *
     * @param pass of a training, as batch normalization is differentiated by the statistics of its batch
     */
    public BackwardPass backward(ForwardPass pass, Loss loss, double[][] y) {
        return backward(pass, loss, y, ones(y.length));
    }

    /** The same with weights {@code u (B)} of the rows. */
    BackwardPass backward(ForwardPass pass, Loss loss, double[][] y, double[] u) {
        requireTargets(pass.layers().getLast(), y);
        BackwardPass.Layer[] layers = new BackwardPass.Layer[parameters.size()];
        for (int i = layers.length - 1; i >= 0; i--) {
            double[][] delta = i == layers.length - 1
                    ? outputDelta(pass.layers().get(i), loss, y, u)
                    : hiddenDelta(i, pass.layers().get(i), byInput(i + 1, pass, layers[i + 1].delta()));
            layers[i] = new BackwardPass.Layer(delta, gradients(i, pass.layers().get(i), delta));
        }
        return new BackwardPass(List.of(layers));
    }

    private double[][] outputDelta(ForwardPass.Layer last, Loss loss, double[][] y, double[] u) {
        double total = Arrays.stream(u).sum();
        double[][] delta = new double[y.length][];
        for (int row = 0; row < y.length; row++) {
            double[] z = last.weightedSums()[row];
            double[] p = last.activations()[row];
            delta[row] = LossMath.delta(loss, spec.lastActivation(), z, p, y[row], u[row] / total);
        }
        return delta;
    }

    /** From dLoss/da, what the layer above has as dLoss/dx, through the activation. */
    private double[][] hiddenDelta(int index, ForwardPass.Layer layer, double[][] byActivation) {
        double[][] delta = new double[byActivation.length][];
        for (int row = 0; row < delta.length; row++) {
            double[] z = layer.weightedSums()[row];
            double[] a = layer.activations()[row];
            delta[row] = ActivationMath.backward(activation(index), z, a, byActivation[row]);
        }
        return delta;
    }

    /** dLoss/dx (B, inputs) of a layer, from its dLoss/dz. */
    private double[][] byInput(int index, ForwardPass pass, double[][] delta) {
        return switch (spec.layers().get(index)) {
            case LayerSpec.Dense _ -> DenseMath.byInput(dense(index), delta);
            case LayerSpec.Dropout _ -> times(delta, pass.mask(), index);
            case LayerSpec.Normalization layer ->
                NormalizationMath.byInput(
                        layer, normalization(index), pass.layers().get(index), delta);
        };
    }

    private LayerParameters gradients(int index, ForwardPass.Layer pass, double[][] delta) {
        return switch (spec.layers().get(index)) {
            case LayerSpec.Dense _ -> DenseMath.gradients(dense(index), pass.input(), delta);
            case LayerSpec.Dropout _ -> new LayerParameters.None();
            case LayerSpec.Normalization layer -> NormalizationMath.gradients(layer, normalization(index), pass, delta);
        };
    }

    private LayerParameters.Dense dense(int index) {
        return (LayerParameters.Dense) parameters.get(index);
    }

    private LayerParameters.Normalization normalization(int index) {
        return (LayerParameters.Normalization) parameters.get(index);
    }

    private Activation activation(int index) {
        return switch (spec.layers().get(index)) {
            case LayerSpec.Dense dense -> dense.activation();
            case LayerSpec.Dropout _ -> new Activation.Linear();
            case LayerSpec.Normalization normalization -> normalization.activation();
        };
    }

    private static double[] ones(int rows) {
        return DoubleStream.generate(() -> 1).limit(rows).toArray();
    }

    private static void requireTargets(ForwardPass.Layer last, double[][] y) {
        Shapes.requireSame("rows", last.activations().length, y.length);
        for (int row = 0; row < y.length; row++) {
            Shapes.requireSame("outputs", last.activations()[row].length, y[row].length);
        }
    }
}
