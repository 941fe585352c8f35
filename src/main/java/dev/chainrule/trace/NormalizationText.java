package dev.chainrule.trace;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.reference.ForwardPass;
import dev.chainrule.engine.reference.NormalizationMath;
import java.util.function.IntToDoubleFunction;

/** Explains a normalization layer for the first row: n = (x - mean)/sqrt(variance + epsilon), z = n*scale + shift. */
final class NormalizationText {

    private final int layer;
    private final LayerSpec.Normalization spec;
    private final ForwardPass.Statistics statistics;

    /** dLoss/dz (B, units). */
    private final double[][] delta;

    /** n (B, units). */
    private final double[][] normalized;

    /** h = dLoss/dn = dLoss/dz*scale (B, units). */
    private final double[][] h;

    NormalizationText(int layer, LayerSpec.Normalization spec, TracedStep step) {
        ForwardPass.Layer pass = step.forward().layers().get(layer);
        this.layer = layer;
        this.spec = spec;
        this.statistics = pass.statistics();
        this.delta = step.backward().layers().get(layer).delta();
        this.normalized = NormalizationMath.normalize(spec, pass.input(), statistics);
        this.h = NormalizationMath.byNormalized(
                (LayerParameters.Normalization) step.before().parameters().get(layer), delta);
    }

    static void addForward(int l, LayerSpec.Normalization spec, TracedStep step, Lines lines) {
        ForwardPass.Layer pass = step.forward().layers().get(l);
        double[][] x = pass.input();
        double[] z = pass.weightedSums()[0];
        ForwardPass.Statistics statistics = pass.statistics();
        LayerParameters.Normalization own =
                (LayerParameters.Normalization) step.before().parameters().get(l);
        switch (spec) {
            case LayerSpec.LayerNormalization _ ->
                addStatistics("[" + l + "]", statistics, 0, z.length, j -> x[0][j], lines);
            case LayerSpec.BatchNormalization _ -> {
                for (int unit = 0; unit < z.length; unit++) {
                    int j = unit;
                    addStatistics("[" + l + "][" + j + "]", statistics, j, x.length, row -> x[row][j], lines);
                }
            }
        }
        for (int unit = 0; unit < z.length; unit++) {
            int j = unit;
            int group = group(spec, j);
            lines.add(() -> "z[" + l + "][" + j + "] = (" + Text.number(x[0][j]) + " - "
                    + Text.operand(statistics.mean()[group]) + ")/" + root(spec, statistics, group) + "*"
                    + Text.operand(own.scale()[j]) + Text.plus(own.shift()[j]) + " = " + Text.number(z[j]));
        }
    }

    private static void addStatistics(
            String index, ForwardPass.Statistics statistics, int group, int n, IntToDoubleFunction x, Lines lines) {
        double mean = statistics.mean()[group];
        lines.add(() -> "mean" + index + " = ("
                + Text.sum(n, i -> i == 0 ? Text.number(x.applyAsDouble(i)) : Text.operand(x.applyAsDouble(i))) + ")/"
                + n + " = " + Text.number(mean));
        lines.add(() -> "variance" + index + " = ("
                + Text.sum(n, i -> "(" + Text.number(x.applyAsDouble(i)) + " - " + Text.operand(mean) + ")^2") + ")/"
                + n + " = " + Text.number(statistics.variance()[group]));
    }

    /** Which mean and variance unit {@code j} of the first row belongs to. */
    private static int group(LayerSpec.Normalization spec, int j) {
        return switch (spec) {
            case LayerSpec.LayerNormalization _ -> 0;
            case LayerSpec.BatchNormalization _ -> j;
        };
    }

    private static String root(LayerSpec.Normalization spec, ForwardPass.Statistics statistics, int group) {
        return "sqrt(" + Text.number(statistics.variance()[group]) + " + " + Text.number(spec.epsilon()) + ")";
    }

    /** How dLoss/dx follows from dLoss/dz. */
    void addFormula(Lines lines) {
        String over = switch (spec) {
            case LayerSpec.LayerNormalization _ -> "the units of a row";
            case LayerSpec.BatchNormalization _ -> "the rows of a unit";
        };
        lines.add(() -> "layer " + layer + ": dLoss/dx = (h - mean(h) - n*mean(h*n))/sqrt(variance + epsilon), with h ="
                + " dLoss/dz*scale, n = (x - mean)/sqrt(variance + epsilon), mean over " + over);
    }

    /** dLoss/dx of the first row as text. */
    String byInput(int j) {
        return "(" + Text.number(h[0][j]) + " - " + Text.operand(meanOfH(j)) + " - " + Text.operand(normalized[0][j])
                + "*" + Text.operand(meanOfProducts(j)) + ")/" + root(spec, statistics, group(spec, j));
    }

    /** dLoss/dx of the first row, (units). */
    double[] byInput() {
        double[] byInput = new double[h[0].length];
        for (int j = 0; j < byInput.length; j++) {
            double root = Math.sqrt(statistics.variance()[group(spec, j)] + spec.epsilon());
            byInput[j] = (h[0][j] - meanOfH(j) - normalized[0][j] * meanOfProducts(j)) / root;
        }
        return byInput;
    }

    private double meanOfH(int unit) {
        return meanOverGroup(unit, (row, j) -> h[row][j]);
    }

    private double meanOfProducts(int unit) {
        return meanOverGroup(unit, (row, j) -> h[row][j] * normalized[row][j]);
    }

    private interface Entry {
        double at(int row, int unit);
    }

    private double meanOverGroup(int unit, Entry entry) {
        int n = spec instanceof LayerSpec.LayerNormalization ? h[0].length : h.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += spec instanceof LayerSpec.LayerNormalization ? entry.at(0, i) : entry.at(i, unit);
        }
        return sum / n;
    }

    /** dLoss/dscale_j = sum over the rows of delta_j n_j, dLoss/dshift_j = sum over the rows of delta_j. */
    void addGradients(LayerParameters.Normalization gradients, Lines lines) {
        for (int unit = 0; unit < gradients.scale().length; unit++) {
            int j = unit;
            lines.add(() -> "dLoss/dscale[" + layer + "][" + j + "] = "
                    + Text.sum(delta.length, row -> Text.term(row, delta[row][j], normalized[row][j])) + " = "
                    + Text.number(gradients.scale()[j]));
        }
        for (int unit = 0; unit < gradients.shift().length; unit++) {
            int j = unit;
            lines.add(() -> "dLoss/dshift[" + layer + "][" + j + "] = " + BackwardText.columnSum(delta, j)
                    + Text.number(gradients.shift()[j]));
        }
    }
}
