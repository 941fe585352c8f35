package dev.chainrule.preparation;

/** Quantiles of numbers in ascending order, linearly interpolated (Hyndman and Fan 1996, "Sample quantiles", definition 7). */
final class Quantiles {

    private Quantiles() {}

    /** @param count how many of {@code sorted} there are, at least 1 */
    static double of(double[] sorted, int count, double share) {
        double place = (count - 1) * share;
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    static float of(float[] sorted, double share) {
        double place = (sorted.length - 1) * share;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return (float) (sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]));
    }
}
