package dev.chainrule.trace;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ForwardPass;

/** Explains the update of every parameter by the optimizer. */
final class UpdateText {

    private final TracedStep step;
    private final OptimizerSpec optimizer;
    private final Lines lines;
    private final double[] before;
    private final double[] after;
    private final double[] gradients;

    /** Index of the parameter that is explained next, in the order of {@link FlatParameters}. */
    private int at;

    private UpdateText(TracedStep step, OptimizerSpec optimizer, Lines lines) {
        this.step = step;
        this.optimizer = optimizer;
        this.lines = lines;
        this.before = step.before().flat();
        this.after = step.after().flat();
        this.gradients = FlatParameters.flatten(step.backward().gradients());
    }

    static void add(TracedStep step, OptimizerSpec optimizer, Lines lines) {
        new UpdateText(step, optimizer, lines).add();
    }

    private void add() {
        for (int l = 0; l < step.before().parameters().size(); l++) {
            switch (step.before().parameters().get(l)) {
                case LayerParameters.Dense(double[][] weights, double[] bias) -> {
                    for (int i = 0; i < weights.length; i++) {
                        for (int j = 0; j < weights[i].length; j++) {
                            addParameter("w[" + l + "][" + i + "][" + j + "]");
                        }
                    }
                    for (int j = 0; j < bias.length; j++) {
                        addParameter("b[" + l + "][" + j + "]");
                    }
                }
                case LayerParameters.Normalization(double[] scale, double[] shift, double[] mean, double[] _) -> {
                    for (int j = 0; j < scale.length; j++) {
                        addParameter("scale[" + l + "][" + j + "]");
                    }
                    for (int j = 0; j < shift.length; j++) {
                        addParameter("shift[" + l + "][" + j + "]");
                    }
                    if (mean.length > 0) {
                        addRunning(l, mean.length);
                    }
                }
                case LayerParameters.None() -> {
                    // nothing to update
                }
            }
        }
    }

    /** The running statistics, by which predictions are normalized, are not trained: the batch moves them. */
    private void addRunning(int l, int units) {
        LayerSpec.BatchNormalization layer =
                (LayerSpec.BatchNormalization) step.before().spec().layers().get(l);
        ForwardPass.Layer pass = step.forward().layers().get(l);
        int rows = pass.input().length;
        if (rows == 1) {
            lines.add(() -> "layer " + l + ": a batch of one row leaves the running mean and variance as they are");
            at += 2 * units;
            return;
        }
        for (int j = 0; j < units; j++) {
            addRunning(
                    "mean[" + l + "][" + j + "]",
                    layer.momentum(),
                    pass.statistics().mean()[j]);
        }
        lines.add(() -> "layer " + l + ": the running variance takes the unbiased one, " + rows + "/" + (rows - 1)
                + " times that of the batch");
        for (int j = 0; j < units; j++) {
            double unbiased = pass.statistics().variance()[j] * rows / (rows - 1);
            addRunning("variance[" + l + "][" + j + "]", layer.momentum(), unbiased);
        }
    }

    private void addRunning(String name, double momentum, double batch) {
        int i = at++;
        lines.add(() -> "running " + name + " = (1 - " + Text.number(momentum) + ")*" + Text.operand(before[i]) + " + "
                + Text.product(momentum, batch) + " = " + Text.number(after[i]));
    }

    private void addParameter(String name) {
        int i = at++;
        lines.add(() -> switch (optimizer) {
            case OptimizerSpec.SgdSpec sgd -> sgd(sgd, name, i);
            case OptimizerSpec.AdamSpec adam -> adam(adam, name, i);
        });
    }

    private String sgd(OptimizerSpec.SgdSpec sgd, String name, int i) {
        double v = step.memoryAfter()[0][i];
        String velocity = "";
        if (sgd.momentum() != 0) {
            String previous = step.number() == 1
                    ? ""
                    : Text.product(sgd.momentum(), step.memoryBefore()[0][i]) + " + " + Text.operand(gradients[i])
                            + " = ";
            velocity = "v = " + previous + Text.number(v) + "; ";
        }
        return velocity + name + " = " + Text.number(before[i]) + " - " + Text.product(sgd.learningRate(), v) + " = "
                + Text.number(after[i]);
    }

    private String adam(OptimizerSpec.AdamSpec adam, String name, int i) {
        double g = gradients[i];
        double mean = step.memoryAfter()[0][i];
        double square = step.memoryAfter()[1][i];
        String b1 = Text.number(adam.beta1());
        String b2 = Text.number(adam.beta2());
        return "M = " + Text.product(adam.beta1(), step.memoryBefore()[0][i]) + " + (1 - " + b1 + ")*" + Text.operand(g)
                + " = " + Text.number(mean)
                + "; V = " + Text.product(adam.beta2(), step.memoryBefore()[1][i]) + " + (1 - " + b2 + ")*"
                + Text.operand(g) + "^2 = " + Text.number(square)
                + "; " + name + " = " + Text.number(before[i]) + " - " + Text.number(adam.learningRate())
                + " * (" + Text.number(mean) + "/(1 - " + b1 + "^" + step.number() + ")) / (sqrt("
                + Text.number(square) + "/(1 - " + b2 + "^" + step.number() + ")) + " + Text.number(adam.epsilon())
                + ") = " + Text.number(after[i]);
    }
}
