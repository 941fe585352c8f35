package dev.chainrule.preparation;

/** What happens to numbers, missing ones having become the median. Quantiles are linearly interpolated. */
public sealed interface NumberSpec {

    /** (x - mean) / sd, with the divisor n; a sd of 0 counts as 1. */
    record Standardize() implements NumberSpec {}

    /** (x - min) / (max - min); a range of 0 counts as 1. */
    record MinMax() implements NumberSpec {}

    /** (x - median) / (q75 - q25); a difference of 0 counts as 1. */
    record Robust() implements NumberSpec {}

    /** x as it is. */
    record None() implements NumberSpec {}

    /**
     * z = u / sqrt(1 + (u / 3)^2), between -3 and 3, of u = (x - median) / (q75 - q25), or 2 (x - median) / (max - min) where the
     * quartiles are equal. A constant column drops out.
     */
    record SmoothRobust() implements NumberSpec {}

    /**
     * Beside z of {@link SmoothRobust} a feature for each interval of edges e[0] &lt; ... &lt; e[m], m at least 2:
     * clip((x - e[t-1]) / (e[t] - e[t-1]), 0, 1), less its mean over the training rows (Gorishniy, Rubachev and Babenko 2022, "On
     * embeddings for numerical features in tabular deep learning"). Of a column with few distinct values those are the edges.
     *
     * @param maxBins the most intervals
     */
    record PiecewiseLinear(Bins bins, int maxBins) implements NumberSpec {}

    /** How the edges of many distinct values are chosen. */
    enum Bins {
        /** Equally spaced quantiles. */
        QUANTILE,
        /** The outermost values and the thresholds of a decision tree that predicts the target from the column. */
        TREE
    }
}
