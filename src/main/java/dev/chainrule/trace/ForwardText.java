package dev.chainrule.trace;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.engine.reference.ForwardPass;

/** Explains the forward pass: z = x W + b, a = f(z). */
final class ForwardText {

    private ForwardText() {}

    static void add(TracedStep step, TraceRequest request, Lines lines) {
        for (int layer = 0; layer < request.network().layers().size(); layer++) {
            int l = layer;
            ForwardPass.Layer numbers = step.forward().layers().get(l);
            double[] x = numbers.input()[0];
            double[] z = numbers.weightedSums()[0];
            double[] a = numbers.activations()[0];
            switch (request.network().layers().get(l)) {
                case LayerSpec.Dense dense -> {
                    addWeightedSums(
                            l,
                            x,
                            (LayerParameters.Dense) step.before().parameters().get(l),
                            z,
                            lines);
                    addActivations(l, dense.activation(), z, a, lines);
                }
                case LayerSpec.Dropout _ ->
                    lines.add(() -> "layer " + l + ": dropout is off in a trace, a = x = " + Text.list(a));
                case LayerSpec.Normalization normalization -> {
                    NormalizationText.addForward(l, normalization, step, lines);
                    addActivations(l, normalization.activation(), z, a, lines);
                }
            }
        }
        lines.add(() -> "prediction = " + Text.list(step.forward().prediction()[0]));
    }

    private static void addWeightedSums(int l, double[] x, LayerParameters.Dense dense, double[] z, Lines lines) {
        double[][] weights = dense.weights();
        double[] bias = dense.bias();
        for (int unit = 0; unit < z.length; unit++) {
            int j = unit;
            lines.add(() -> "z[" + l + "][" + j + "] = " + Text.sum(x.length, i -> Text.term(i, x[i], weights[i][j]))
                    + (bias.length == 0 ? "" : Text.plus(bias[j])) + " = " + Text.number(z[j]));
        }
    }

    private static void addActivations(int l, Activation activation, double[] z, double[] a, Lines lines) {
        for (int unit = 0; unit < a.length; unit++) {
            int j = unit;
            lines.add(() -> "a[" + l + "][" + j + "] = " + formula(activation, z, j) + " = " + Text.number(a[j]));
        }
    }

    private static String formula(Activation activation, double[] z, int j) {
        return switch (activation) {
            case Activation.Linear() -> "linear(" + Text.number(z[j]) + ")";
            case Activation.Relu() -> "relu(" + Text.number(z[j]) + ") = max(" + Text.number(z[j]) + ", 0)";
            case Activation.Tanh() -> "tanh(" + Text.number(z[j]) + ")";
            case Activation.Sigmoid() -> "sigmoid(" + Text.number(z[j]) + ") = 1 / (1 + e^" + Text.operand(-z[j]) + ")";
            case Activation.Softmax() ->
                "e^" + Text.operand(z[j]) + " / (" + Text.sum(z.length, k -> "e^" + Text.operand(z[k])) + ")";
            case UnitActivation unit -> UnitText.value(unit, z[j]);
        };
    }
}
