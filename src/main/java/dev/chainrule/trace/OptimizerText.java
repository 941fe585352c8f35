package dev.chainrule.trace;

import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdadeltaSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdagradSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamWSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamaxSpec;
import dev.chainrule.engine.optim.OptimizerSpec.LionSpec;
import dev.chainrule.engine.optim.OptimizerSpec.NadamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.RmspropSpec;
import dev.chainrule.engine.optim.OptimizerSpec.SgdSpec;
import dev.chainrule.engine.reference.ReferenceOptimizer;

/** The rule of an optimizer, applied to one parameter, in numbers: what it remembers, and the step that follows from it. */
final class OptimizerText {

    private final TracedStep step;
    private final OptimizerSpec optimizer;
    private final String rate;

    OptimizerText(TracedStep step, OptimizerSpec optimizer) {
        this.step = step;
        this.optimizer = optimizer;
        this.rate = Text.number(optimizer.learningRate());
    }

    /**
     * @param i index of the parameter
     * @param g its gradient, with all that is added to it
     * @param start the left side and what is subtracted from: "w[0][0][0] = 1"
     * @return up to and without the result
     */
    String of(int i, double g, String start) {
        return switch (optimizer) {
            case SgdSpec sgd -> sgd(sgd, i, g, start);
            case AdamSpec adam -> adam(adam.moments(), i, g, start);
            case AdamWSpec adamW -> adam(adamW.moments(), i, g, start);
            case NadamSpec nadam -> nadam(nadam.moments(), i, g, start);
            case AdamaxSpec adamax -> adamax(adamax.moments(), i, g, start);
            case RmspropSpec rmsprop -> rmsprop(rmsprop, i, g, start);
            case AdagradSpec adagrad ->
                "V = " + before(0, i) + " + " + Text.operand(g) + "^2 = " + after(0, i) + "; " + start + " - "
                        + Text.product(optimizer.learningRate(), g) + "/" + root(0, i, adagrad.epsilon());
            case AdadeltaSpec adadelta -> adadelta(adadelta, i, g, start);
            case LionSpec lion -> lion(lion, i, g, start);
        };
    }

    private String sgd(SgdSpec sgd, int i, double g, String start) {
        double v = step.memoryAfter()[0][i];
        if (sgd.momentum() == 0) {
            return start + " - " + Text.product(sgd.learningRate(), v);
        }
        String previous = step.number() == 1
                ? ""
                : Text.product(sgd.momentum(), step.memoryBefore()[0][i]) + " + " + Text.operand(g) + " = ";
        String along = sgd.nesterov()
                ? rate + "*(" + Text.number(g) + " + " + Text.product(sgd.momentum(), v) + ")"
                : Text.product(sgd.learningRate(), v);
        return "v = " + previous + Text.number(v) + "; " + start + " - " + along;
    }

    private String adam(Moments moments, int i, double g, String start) {
        return mean("M", 0, i, moments.beta1(), Text.operand(g)) + "; "
                + mean("V", 1, i, moments.beta2(), Text.operand(g) + "^2") + "; "
                + start + " - " + rate + " * (" + after(0, i) + "/" + correction(moments.beta1()) + ") / "
                + deviation(moments, i);
    }

    private String nadam(Moments moments, int i, double g, String start) {
        double product = 1;
        for (int t = 1; t <= step.number(); t++) {
            product *= ReferenceOptimizer.mu(moments.beta1(), t);
        }
        String mu = Text.number(ReferenceOptimizer.mu(moments.beta1(), step.number()));
        String next = Text.number(ReferenceOptimizer.mu(moments.beta1(), step.number() + 1L));
        String p = Text.number(product);
        return mean("M", 0, i, moments.beta1(), Text.operand(g)) + "; "
                + mean("V", 1, i, moments.beta2(), Text.operand(g) + "^2") + "; "
                + start + " - " + rate + " * ((1 - " + mu + ")/(1 - " + p + ")*" + Text.operand(g) + " + " + next
                + "/(1 - " + p + "*" + next + ")*" + Text.operand(step.memoryAfter()[0][i]) + ") / "
                + deviation(moments, i);
    }

    private String adamax(Moments moments, int i, double g, String start) {
        return mean("M", 0, i, moments.beta1(), Text.operand(g)) + "; U = max("
                + Text.product(moments.beta2(), step.memoryBefore()[1][i]) + ", |" + Text.number(g) + "| + "
                + Text.number(moments.epsilon()) + ") = " + after(1, i) + "; " + start + " - " + rate + "/"
                + correction(moments.beta1()) + " * " + after(0, i) + "/" + after(1, i);
    }

    private String rmsprop(RmspropSpec rmsprop, int i, double g, String start) {
        String square = mean("V", 0, i, rmsprop.rho(), Text.operand(g) + "^2") + "; ";
        String along = Text.number(g) + "/" + root(0, i, rmsprop.epsilon());
        if (rmsprop.momentum() == 0) {
            return square + start + " - " + rate + " * " + along;
        }
        return square + "B = " + Text.product(rmsprop.momentum(), step.memoryBefore()[1][i]) + " + " + along + " = "
                + after(1, i) + "; " + start + " - " + Text.product(rmsprop.learningRate(), step.memoryAfter()[1][i]);
    }

    private String adadelta(AdadeltaSpec adadelta, int i, double g, String start) {
        String epsilon = Text.number(adadelta.epsilon());
        double q = g
                * Math.sqrt(step.memoryBefore()[1][i] + adadelta.epsilon())
                / Math.sqrt(step.memoryAfter()[0][i] + adadelta.epsilon());
        return mean("V", 0, i, adadelta.rho(), Text.operand(g) + "^2") + "; q = " + Text.number(g) + " * sqrt("
                + before(1, i) + " + " + epsilon + ") / sqrt(" + after(0, i) + " + " + epsilon + ") = "
                + Text.number(q) + "; " + mean("U", 1, i, adadelta.rho(), Text.operand(q) + "^2") + "; " + start + " - "
                + Text.product(adadelta.learningRate(), q);
    }

    private String lion(LionSpec lion, int i, double g, String start) {
        double c = lion.beta1() * step.memoryBefore()[0][i] + (1 - lion.beta1()) * g;
        return average("c", 0, i, lion.beta1(), Text.operand(g)) + Text.number(c) + "; "
                + mean("M", 0, i, lion.beta2(), Text.operand(g)) + "; " + start + " - " + rate + "*sign("
                + Text.number(c) + ")";
    }

    /** "M = 0.9*0.1 + (1 - 0.9)*2 = 0.29" */
    private String mean(String letter, int row, int i, double share, String value) {
        return average(letter, row, i, share, value) + after(row, i);
    }

    private String average(String letter, int row, int i, double share, String value) {
        return letter + " = " + Text.product(share, step.memoryBefore()[row][i]) + " + (1 - " + Text.number(share)
                + ")*" + value + " = ";
    }

    private String correction(double beta) {
        return "(1 - " + Text.number(beta) + "^" + step.number() + ")";
    }

    private String deviation(Moments moments, int i) {
        return "(sqrt(" + after(1, i) + "/" + correction(moments.beta2()) + ") + " + Text.number(moments.epsilon())
                + ")";
    }

    private String root(int row, int i, double epsilon) {
        return "(sqrt(" + after(row, i) + ") + " + Text.number(epsilon) + ")";
    }

    private String before(int row, int i) {
        return Text.number(step.memoryBefore()[row][i]);
    }

    private String after(int row, int i) {
        return Text.number(step.memoryAfter()[row][i]);
    }
}
