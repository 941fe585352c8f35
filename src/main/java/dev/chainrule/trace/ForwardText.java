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
            Activation activation = switch (request.network().layers().get(l)) {
                case LayerSpec.Dense dense -> dense.activation();
            };
            switch (step.before().parameters().get(l)) {
                case LayerParameters.Dense(double[][] weights, double[] bias) -> {
                    for (int unit = 0; unit < z.length; unit++) {
                        int j = unit;
                        lines.add(() -> "z[" + l + "][" + j + "] = "
                                + Text.sum(x.length, i -> Text.term(i, x[i], weights[i][j]))
                                + (bias.length == 0 ? "" : bias(bias[j])) + " = " + Text.number(z[j]));
                    }
                }
            }
            for (int unit = 0; unit < a.length; unit++) {
                int j = unit;
                lines.add(() -> "a[" + l + "][" + j + "] = " + formula(activation, z, j) + " = " + Text.number(a[j]));
            }
        }
        lines.add(() -> "prediction = " + Text.list(step.forward().prediction()[0]));
    }

    private static String bias(double value) {
        return value < 0 ? " - " + Text.number(-value) : " + " + Text.number(value);
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
