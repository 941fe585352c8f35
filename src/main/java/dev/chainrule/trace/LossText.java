package dev.chainrule.trace;

import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;

/** Explains the loss of the first row, and that of the batch. */
final class LossText {

    private LossText() {}

    static void add(TracedStep step, TraceRequest request, Lines lines) {
        double[] z = step.forward().layers().getLast().weightedSums()[0];
        double[] p = step.forward().prediction()[0];
        double[] y = request.targets()[0];
        int rows = request.inputs().length;
        double ofRow = step.before().lossOfRow(step.forward(), 0, request.loss(), y);
        lines.add(() -> (rows == 1 ? "loss = " : "loss of row 0 = ") + formula(request.loss(), z, p, y) + " = "
                + Text.number(ofRow));
        if (rows > 1) {
            lines.add(() -> "loss = mean of the losses of the " + rows + " rows = " + Text.number(step.loss()));
        }
    }

    private static String formula(Loss loss, double[] z, double[] p, double[] y) {
        int outputs = y.length;
        return switch (loss) {
            case Loss.MeanSquaredError() ->
                mean(outputs, Text.sum(outputs, k -> "(" + Text.number(p[k]) + " - " + Text.operand(y[k]) + ")^2"));
            case Loss.HalfSquaredError() -> {
                String sum = Text.sum(outputs, k -> "(" + Text.number(y[k]) + " - " + Text.operand(p[k]) + ")^2");
                yield "1/2 * " + (outputs == 1 ? sum : "(" + sum + ")");
            }
            case Loss.BinaryCrossEntropy(double a, boolean _) ->
                (outputs == 1
                                ? "-(y*ln(p) + (1 - y)*ln(1 - p)) = ln(1 + e^z) - y*z = "
                                : "mean of -(y*ln(p) + (1 - y)*ln(1 - p)) = mean of ln(1 + e^z) - y*z = ")
                        + mean(outputs, Text.sum(outputs, k -> logistic(z[k], smooth(y[k], a, 2))));
            case Loss.CategoricalCrossEntropy(double a) ->
                "-(" + Text.sum(outputs, k -> Text.number(smooth(y[k], a, outputs)) + "*" + logarithm(z, p, k)) + ")";
            case ElementLoss element -> mean(outputs, Text.sum(outputs, k -> ElementText.value(element, p[k], y[k])));
        };
    }

    /** A target after label smoothing a. */
    static double smooth(double y, double a, int classes) {
        return (1 - a) * y + a / classes;
    }

    private static String logistic(double z, double y) {
        return "ln(1 + e^" + Text.operand(z) + ") - " + Text.operand(y) + "*" + Text.operand(z);
    }

    /** ln p; from the weighted sums where p is too small for a number that is not 0. */
    private static String logarithm(double[] z, double[] p, int k) {
        return p[k] > 0
                ? "ln(" + Text.number(p[k]) + ")"
                : "(" + Text.number(z[k]) + " - ln(" + Text.sum(z.length, j -> "e^" + Text.operand(z[j])) + "))";
    }

    private static String mean(int outputs, String sum) {
        return outputs == 1 ? sum : "1/" + outputs + " * (" + sum + ")";
    }
}
