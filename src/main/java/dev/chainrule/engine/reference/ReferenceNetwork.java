package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A feed-forward network with its parameters: the forward pass, and backpropagation after Rumelhart, Hinton and Williams 1986,
 * "Learning representations by back-propagating errors". Immutable; an update makes another one.
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
        requireSame("numbers of layers", spec.layers().size(), parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            requireShape(spec, i, parameters.get(i));
        }
        this.spec = spec;
        this.parameters = List.copyOf(FlatParameters.unflatten(FlatParameters.flatten(parameters), parameters));
    }

    private static void requireShape(NetworkSpec spec, int index, LayerParameters parameters) {
        switch (parameters) {
            case LayerParameters.Dense dense -> {
                int units = spec.outputsOf(index).orElseThrow();
                String of = " of layer " + index;
                requireSame("inputs" + of, spec.inputsOf(index).orElseThrow(), dense.weights().length);
                for (double[] row : dense.weights()) {
                    requireSame("units" + of, units, row.length);
                }
                boolean bias = switch (spec.layers().get(index)) {
                    case LayerSpec.Dense layer -> layer.bias();
                };
                requireSame("biases" + of, bias ? units : 0, dense.bias().length);
            }
        }
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

    /** All layers, first to last, over {@code x (B, inputs)}. */
    public ForwardPass forward(double[][] x) {
        List<ForwardPass.Layer> layers = new ArrayList<>();
        double[][] input = x;
        for (int i = 0; i < parameters.size(); i++) {
            ForwardPass.Layer layer = forward(i, input);
            layers.add(layer);
            input = layer.activations();
        }
        return new ForwardPass(layers);
    }

    private ForwardPass.Layer forward(int index, double[][] x) {
        LayerParameters.Dense dense = dense(index);
        int inputs = dense.weights().length;
        int units = dense.weights()[0].length;
        double[][] z = new double[x.length][units];
        double[][] a = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            requireSame("inputs of layer " + index, inputs, x[row].length);
            for (int j = 0; j < units; j++) {
                // z = x W + b
                for (int i = 0; i < inputs; i++) {
                    z[row][j] += x[row][i] * dense.weights()[i][j];
                }
                z[row][j] += dense.bias().length == 0 ? 0 : dense.bias()[j];
            }
            a[row] = ActivationMath.forward(activation(index), z[row]);
        }
        return new ForwardPass.Layer(x, z, a);
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

    /** All layers, last to first: the derivatives of the loss of the batch that {@code pass} forwarded, targets {@code y (B, outputs)}. */
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
                    : hiddenDelta(i, pass.layers().get(i), layers[i + 1].delta());
            layers[i] = gradients(i, pass.layers().get(i).input(), delta);
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

    /** dLoss/da_i = sum_j delta_j w_ij of the layer above, and from there through the activation. */
    private double[][] hiddenDelta(int index, ForwardPass.Layer layer, double[][] deltaAbove) {
        double[][] above = dense(index + 1).weights();
        double[][] delta = new double[deltaAbove.length][];
        for (int row = 0; row < delta.length; row++) {
            double[] byActivation = new double[above.length];
            for (int i = 0; i < above.length; i++) {
                for (int j = 0; j < above[i].length; j++) {
                    byActivation[i] += deltaAbove[row][j] * above[i][j];
                }
            }
            double[] z = layer.weightedSums()[row];
            double[] a = layer.activations()[row];
            delta[row] = ActivationMath.backward(activation(index), z, a, byActivation);
        }
        return delta;
    }

    private BackwardPass.Layer gradients(int index, double[][] x, double[][] delta) {
        LayerParameters.Dense dense = dense(index);
        double[][] weightGradients = new double[dense.weights().length][dense.weights()[0].length];
        double[] biasGradients = new double[dense.bias().length];
        for (int row = 0; row < x.length; row++) {
            for (int j = 0; j < delta[row].length; j++) {
                for (int i = 0; i < x[row].length; i++) {
                    // z_j = sum_i x_i w_ij + b_j, so dz_j/dw_ij = x_i
                    weightGradients[i][j] += x[row][i] * delta[row][j];
                }
                if (biasGradients.length > 0) {
                    biasGradients[j] += delta[row][j];
                }
            }
        }
        return new BackwardPass.Layer(delta, weightGradients, biasGradients);
    }

    private LayerParameters.Dense dense(int index) {
        return switch (parameters.get(index)) {
            case LayerParameters.Dense dense -> dense;
        };
    }

    private Activation activation(int index) {
        return switch (spec.layers().get(index)) {
            case LayerSpec.Dense dense -> dense.activation();
        };
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void requireTargets(ForwardPass.Layer last, double[][] y) {
        requireSame("rows", last.activations().length, y.length);
        for (int row = 0; row < y.length; row++) {
            requireSame("outputs", last.activations()[row].length, y[row].length);
        }
    }

    private static void requireSame(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(what + " differ: " + expected + " != " + found);
        }
    }
}
