package dev.chainrule.trace;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ForwardPass;
import dev.chainrule.engine.reference.RegularizationMath;

/** Explains the update of every parameter by the optimizer. */
final class UpdateText {

    private final TracedStep step;
    private final OptimizerSpec optimizer;
    private final OptimizerText rule;
    private final Lines lines;
    private final double[] before;
    private final double[] after;
    private final double[] gradients;
    private final double[] l1;
    private final double[] l2;

    /** Index of the parameter that is explained next, in the order of {@link FlatParameters}. */
    private int at;

    private UpdateText(TracedStep step, OptimizerSpec optimizer, Lines lines) {
        this.step = step;
        this.optimizer = optimizer;
        this.rule = new OptimizerText(step, optimizer);
        this.lines = lines;
        this.before = step.before().flat();
        this.after = step.after().flat();
        this.gradients = FlatParameters.flatten(step.backward().gradients());
        this.l1 = RegularizationMath.perParameter(step.before(), true);
        this.l2 = RegularizationMath.perParameter(step.before(), false);
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
                            addParameter("w[" + l + "][" + i + "][" + j + "]", true);
                        }
                    }
                    for (int j = 0; j < bias.length; j++) {
                        addParameter("b[" + l + "][" + j + "]", false);
                    }
                }
                case LayerParameters.Normalization(double[] scale, double[] shift, double[] mean, double[] _) -> {
                    for (int j = 0; j < scale.length; j++) {
                        addParameter("scale[" + l + "][" + j + "]", false);
                    }
                    for (int j = 0; j < shift.length; j++) {
                        addParameter("shift[" + l + "][" + j + "]", false);
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

    private void addParameter(String name, boolean isWeight) {
        int i = at++;
        double decay =
                isWeight || optimizer.decay().biases() ? optimizer.decay().factor() : 0;
        lines.add(() -> explain(name, i, decay));
    }

    private String explain(String name, int i, double decay) {
        boolean decoupled = optimizer.decaysApart();
        double w = before[i];
        double g = gradients[i];
        StringBuilder terms = new StringBuilder();
        if (l2[i] != 0) {
            g += 2 * l2[i] * w;
            terms.append(" + 2*").append(Text.product(l2[i], w));
        }
        if (l1[i] != 0) {
            g += l1[i] * Math.signum(w);
            terms.append(" + ").append(Text.product(l1[i], Math.signum(w)));
        }
        String start = name + " = " + Text.number(w);
        if (decay != 0 && decoupled) {
            start += "*(1 - " + Text.product(optimizer.learningRate(), decay) + ")";
        } else if (decay != 0) {
            g += decay * w;
            terms.append(" + ").append(Text.product(decay, w));
        }
        String gradient =
                terms.isEmpty() ? "" : "g = " + Text.number(gradients[i]) + terms + " = " + Text.number(g) + "; ";
        return gradient + rule.of(i, g, start) + " = " + Text.number(after[i]);
    }
}
