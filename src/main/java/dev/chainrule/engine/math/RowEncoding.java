package dev.chainrule.engine.math;

/**
 * How a row of x can stand for a row of features of which most are 0 or 1, by what is not:
 *
 * <ul>
 *   <li>a number v is a feature as it is;
 *   <li>a number in intervals is m features, x[i] = 1 - mean[i] for i &lt; t, fraction - mean[t] for i = t, and -mean[i] beyond: a
 *       piecewise-linear encoding. What is kept is the feature t and the fraction;
 *   <li>a level is one feature of several, which is 1 while the others are 0: a one-hot encoding. What is kept is which.
 * </ul>
 *
 * <p>An encoded row is the numbers, then (feature, fraction) of each number in intervals, then the feature of each level. A feature is an
 * index, as a float, in which it is exact; -1 where a level has no feature.
 *
 * @param features how many there are
 * @param numbers (d) the feature of each number
 * @param intervals (p) the first feature of each number in intervals
 * @param intervalCounts (p) m of each, at least 1
 * @param levels (l) the first feature of each level
 * @param levelCounts (l) how many features it has
 * @param means (features) of those in intervals; 0 for others
 * @param unused features that are 0 in every row
 */
public record RowEncoding(
        int features,
        int[] numbers,
        int[] intervals,
        int[] intervalCounts,
        int[] levels,
        int[] levelCounts,
        float[] means,
        int[] unused) {

    private static final int[] NONE = new int[0];
    /** Up to here a float counts without gaps. */
    private static final int MOST_FEATURES = 1 << 24;

    /** A table of weights is read at places nobody knows before, which takes about as long as to read twice as many in their order. */
    private static final int COST_OF_A_LOOK = 2;

    public RowEncoding {
        if (intervals.length != intervalCounts.length || levels.length != levelCounts.length) {
            throw new IllegalArgumentException("places and counts differ");
        }
        if (means.length != 0 && means.length != features) {
            throw new IllegalArgumentException("features and means differ: " + features + " != " + means.length);
        }
    }

    /** Every feature as it is. */
    public static RowEncoding plain(int features) {
        return new RowEncoding(features, NONE, NONE, NONE, NONE, NONE, new float[0], NONE);
    }

    /** Whether a row of x is its features. */
    public boolean isPlain() {
        return numbers.length + intervals.length + levels.length == 0;
    }

    /** How many floats a row of x is. */
    public int width() {
        return isPlain() ? features : numbers.length + 2 * intervals.length + levels.length;
    }

    /** Whether a product with encoded rows takes less time than one with their features: it does something for each float of a row alone. */
    public boolean saves() {
        return features <= MOST_FEATURES && COST_OF_A_LOOK * width() <= features;
    }

    /** Where a row has the numbers in intervals. */
    public int intervalsAt() {
        return numbers.length;
    }

    /** Where a row has the levels. */
    public int levelsAt() {
        return numbers.length + 2 * intervals.length;
    }
}
