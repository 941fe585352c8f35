package dev.chainrule.engine.train;

import java.util.Arrays;

/**
 * How outputs are read in the units that users know: output * scale + center, kept within [low, high].
 *
 * @param center (outputs), 0 for probabilities
 * @param scale (outputs), 1 for probabilities
 * @param low (outputs), in the units that users know; negative infinity for no bound
 * @param high (outputs), not below {@code low}; infinity for no bound
 */
public record TargetUnits(double[] center, double[] scale, double[] low, double[] high) {

    public TargetUnits {
        if (center.length != scale.length || low.length != scale.length || high.length != scale.length) {
            throw new IllegalArgumentException("numbers of outputs differ: " + center.length + " centers, "
                    + scale.length + " scales, " + low.length + " and " + high.length + " bounds");
        }
    }

    /** Without bounds. */
    public static TargetUnits unbounded(double[] center, double[] scale) {
        double[] low = new double[scale.length];
        double[] high = new double[scale.length];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        return new TargetUnits(center, scale, low, high);
    }

    /** An output {@code k} that is read in these units, within their bounds, as it would stand in {@code other} ones. */
    double in(TargetUnits other, int k, float output) {
        double value = output * scale[k] + center[k];
        if (value < low[k] || value > high[k]) {
            return (Math.clamp(value, low[k], high[k]) - other.center[k]) / other.scale[k];
        }
        return scale[k] == other.scale[k] && center[k] == other.center[k]
                ? output
                : (value - other.center[k]) / other.scale[k];
    }

    /** Keeps (rows, outputs) outputs within the bounds. */
    void clip(float[] values, int rows) {
        for (int i = 0; i < rows * outputs(); i++) {
            values[i] = (float) in(this, i % outputs(), values[i]);
        }
    }

    int outputs() {
        return scale.length;
    }
}
