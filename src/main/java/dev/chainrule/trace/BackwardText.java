package dev.chainrule.trace;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.engine.reference.UnitMath;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Explains the backward pass: delta = dLoss/dz of the first row from the last layer to the first, and the gradients of all rows. */
final class BackwardText {

    private BackwardText() {}

    static void add(TracedStep step, TraceRequest request, Lines lines) {
        int last = request.network().layers().size() - 1;
        for (int l = last; l >= 0; l--) {
            if (l == last) {
                addOutputDeltas(step, request, lines);
            } else {
                addHiddenDeltas(l, step, request.network(), lines);
            }
            addGradients(l, step, request.network(), lines);
        }
    }

    private static void addOutputDeltas(TracedStep step, TraceRequest request, Lines lines) {
        double[] p = step.forward().prediction()[0];
        double[] y = request.targets()[0];
        int last = request.network().layers().size() - 1;
        double[] delta = step.backward().layers().get(last).delta()[0];
        int rows = request.inputs().length;
        int values = rows * y.length;
        IntFunction<String> error = k -> Text.number(p[k]) + " - " + Text.operand(seen(request.loss(), y, k));
        switch (request.loss()) {
            case Loss.MeanSquaredError() -> {
                double[] byPrediction = new double[y.length];
                Arrays.setAll(byPrediction, k -> 2 * (p[k] - y[k]) / values);
                IntFunction<String> text = k -> "2*(" + error.apply(k) + ")" + (values == 1 ? "" : "/" + values);
                addDeltas(last, step, request.network(), text, byPrediction, lines);
            }
            case Loss.HalfSquaredError() -> {
                double[] byPrediction = new double[y.length];
                Arrays.setAll(byPrediction, k -> (p[k] - y[k]) / rows);
                addDeltas(last, step, request.network(), k -> over(error.apply(k), rows), byPrediction, lines);
            }
            case Loss.BinaryCrossEntropy(double a, boolean _) -> {
                addSmoothing(a, 2, lines);
                lines.add(() -> "layer " + last + ": sigmoid and binary_cross_entropy together: dLoss/dz = "
                        + over("p - y", values));
                addDeltas(last, delta, k -> over(error.apply(k), values), lines);
            }
            case Loss.CategoricalCrossEntropy(double a) -> {
                addSmoothing(a, y.length, lines);
                lines.add(() -> "layer " + last + ": softmax and categorical_cross_entropy together: dLoss/dz = "
                        + over("p - y", rows));
                addDeltas(last, delta, k -> over(error.apply(k), rows), lines);
            }
            case ElementLoss element -> {
                double[] byPrediction = new double[y.length];
                Arrays.setAll(byPrediction, k -> element.slope(p[k], y[k]) / values);
                IntFunction<String> text = k -> over(ElementText.slope(element, p[k], y[k]), values);
                addDeltas(last, step, request.network(), text, byPrediction, lines);
            }
        }
    }

    /** The target that training compares with. */
    private static double seen(Loss loss, double[] y, int k) {
        return switch (loss) {
            case Loss.BinaryCrossEntropy(double a, boolean _) -> LossText.smooth(y[k], a, 2);
            case Loss.CategoricalCrossEntropy(double a) -> LossText.smooth(y[k], a, y.length);
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> y[k];
        };
    }

    private static void addSmoothing(double a, int classes, Lines lines) {
        if (a > 0) {
            lines.add(() ->
                    "label smoothing: y stands for (1 - " + Text.number(a) + ")*y + " + Text.number(a) + "/" + classes);
        }
    }

    private static String over(String difference, int divisor) {
        return divisor == 1 ? difference : "(" + difference + ")/" + divisor;
    }

    /** dLoss/da of a layer is dLoss/dx of the layer above: for a dense one dLoss/da_i = sum_j delta_j w_ij. */
    private static void addHiddenDeltas(int layer, TracedStep step, NetworkSpec network, Lines lines) {
        double[] above = step.backward().layers().get(layer + 1).delta()[0];
        switch (network.layers().get(layer + 1)) {
            case LayerSpec.Dense _ -> {
                double[][] weights =
                        ((LayerParameters.Dense) step.before().parameters().get(layer + 1)).weights();
                double[] byActivation = new double[weights.length];
                for (int i = 0; i < weights.length; i++) {
                    for (int j = 0; j < above.length; j++) {
                        byActivation[i] += above[j] * weights[i][j];
                    }
                }
                IntFunction<String> text = i -> Text.sum(above.length, j -> Text.term(j, above[j], weights[i][j]));
                addDeltas(layer, step, network, text, byActivation, lines);
            }
            case LayerSpec.Dropout _ -> addDeltas(layer, step, network, i -> Text.number(above[i]), above, lines);
            case LayerSpec.Normalization normalization -> {
                NormalizationText through = new NormalizationText(layer + 1, normalization, step);
                through.addFormula(lines);
                addDeltas(layer, step, network, through::byInput, through.byInput(), lines);
            }
        }
    }

    /** dLoss/dz from dLoss/da, given as text and in numbers. */
    private static void addDeltas(
            int layer, TracedStep step, NetworkSpec network, IntFunction<String> text, double[] g, Lines lines) {
        double[] z = step.forward().layers().get(layer).weightedSums()[0];
        double[] a = step.forward().layers().get(layer).activations()[0];
        double[] delta = step.backward().layers().get(layer).delta()[0];
        Activation activation = switch (network.layers().get(layer)) {
            case LayerSpec.Dense dense -> dense.activation();
            case LayerSpec.Dropout _ -> new Activation.Linear();
            case LayerSpec.Normalization normalization -> normalization.activation();
        };
        String of = "layer " + layer + ": dLoss/dz = dLoss/da * ";
        switch (activation) {
            case Activation.Linear() -> addDeltas(layer, delta, text, lines);
            case Activation.Relu() -> {
                lines.add(() -> of + "relu'(z), which is 1 where z > 0, else 0");
                addDeltas(layer, delta, k -> "(" + text.apply(k) + ") * " + (z[k] > 0 ? 1 : 0), lines);
            }
            case Activation.Tanh() -> {
                lines.add(() -> of + "tanh'(z), which is 1 - a^2");
                addDeltas(layer, delta, k -> "(" + text.apply(k) + ") * (1 - " + Text.operand(a[k]) + "^2)", lines);
            }
            case Activation.Sigmoid() -> {
                lines.add(() -> of + "sigmoid'(z), which is a*(1 - a)");
                addDeltas(
                        layer,
                        delta,
                        k -> "(" + text.apply(k) + ") * " + Text.number(a[k]) + "*(1 - " + Text.number(a[k]) + ")",
                        lines);
            }
            case UnitActivation unit -> {
                lines.add(() -> of + UnitText.slope(unit));
                addDeltas(
                        layer,
                        delta,
                        k -> "(" + text.apply(k) + ") * " + Text.operand(UnitMath.slope(unit, z[k])),
                        lines);
            }
            case Activation.Softmax() -> {
                for (int unit = 0; unit < g.length; unit++) {
                    int k = unit;
                    lines.add(
                            () -> "dLoss/da[" + layer + "][" + k + "] = " + text.apply(k) + " = " + Text.number(g[k]));
                }
                lines.add(() -> "layer " + layer + ": a softmax's units depend on each other: "
                        + "dLoss/dz[k] = a[k]*(dLoss/da[k] - sum of a[j]*dLoss/da[j])");
                addDeltas(
                        layer,
                        delta,
                        k -> Text.number(a[k]) + "*(" + Text.number(g[k]) + " - ("
                                + Text.sum(a.length, j -> Text.product(a[j], g[j])) + "))",
                        lines);
            }
        }
    }

    private static void addDeltas(int layer, double[] delta, IntFunction<String> text, Lines lines) {
        for (int unit = 0; unit < delta.length; unit++) {
            int k = unit;
            lines.add(() ->
                    "delta[" + layer + "][" + k + "] = dLoss/dz = " + text.apply(k) + " = " + Text.number(delta[k]));
        }
    }

    private static void addGradients(int l, TracedStep step, NetworkSpec network, Lines lines) {
        double[][] delta = step.backward().layers().get(l).delta();
        switch (step.backward().layers().get(l).gradients()) {
            case LayerParameters.Dense dense ->
                addGradients(l, step.forward().layers().get(l).input(), delta, dense, lines);
            case LayerParameters.Normalization gradients ->
                new NormalizationText(
                                l, (LayerSpec.Normalization) network.layers().get(l), step)
                        .addGradients(gradients, lines);
            case LayerParameters.None() -> {
                // no parameters
            }
        }
    }

    /** dLoss/dw_ij = sum over the rows of x_i delta_j, dLoss/db_j = sum over the rows of delta_j. */
    private static void addGradients(
            int l, double[][] x, double[][] delta, LayerParameters.Dense gradients, Lines lines) {
        for (int input = 0; input < gradients.weights().length; input++) {
            for (int unit = 0; unit < gradients.weights()[input].length; unit++) {
                int i = input;
                int j = unit;
                lines.add(() -> "dLoss/dw[" + l + "][" + i + "][" + j + "] = "
                        + Text.sum(x.length, row -> Text.term(row, delta[row][j], x[row][i])) + " = "
                        + Text.number(gradients.weights()[i][j]));
            }
        }
        for (int unit = 0; unit < gradients.bias().length; unit++) {
            int j = unit;
            lines.add(() -> "dLoss/db[" + l + "][" + j + "] = " + columnSum(delta, j)
                    + Text.number(gradients.bias()[j]));
        }
    }

    /** The sum of delta over the rows, with an equals sign behind it; nothing where there is one row. */
    static String columnSum(double[][] delta, int unit) {
        return delta.length == 1
                ? ""
                : Text.sum(
                                delta.length,
                                row -> row == 0 ? Text.number(delta[row][unit]) : Text.operand(delta[row][unit]))
                        + " = ";
    }
}
