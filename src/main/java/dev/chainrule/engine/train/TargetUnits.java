package dev.chainrule.engine.train;

/**
 * How outputs are read in the units that users know: output * scale + center.
 *
 * @param center (outputs), 0 for probabilities
 * @param scale (outputs), 1 for probabilities
 */
public record TargetUnits(double[] center, double[] scale) {

    public TargetUnits {
        if (center.length != scale.length) {
            throw new IllegalArgumentException(
                    "there are " + center.length + " centers and " + scale.length + " scales");
        }
    }

    /** An output {@code k} that is read in these units, as it would stand in {@code other} ones. */
    double in(TargetUnits other, int k, float output) {
        return scale[k] == other.scale[k] && center[k] == other.center[k]
                ? output
                : (output * scale[k] + center[k] - other.center[k]) / other.scale[k];
    }

    int outputs() {
        return scale.length;
    }
}
