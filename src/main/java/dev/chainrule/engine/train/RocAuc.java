package dev.chainrule.engine.train;

import java.util.Arrays;

/**
 * Areas under the ROC curves of some columns of scores, by the Mann-Whitney statistic (Fawcett 2006, "An introduction to ROC
 * analysis", section 7): the share of pairs of a row of the class and another row in which the former scores higher, ties counting
 * half. Pairs are counted exactly, so the order of the rows does not matter.
 *
 * <p>Only the rarer kind of rows is sorted, the others are looked up in it: O(n log m) a column, m rows of the rarer kind.
 */
final class RocAuc {

    /** The most scores that are kept, 256 MiB. */
    private static final long LIMIT = 1L << 26;

    private final int columns;
    /** (columns, rows): the scores of a column lie side by side. */
    private float[] scores = new float[0];

    private float[] rarer = new float[0];
    private int rows;

    RocAuc(int columns) {
        this.columns = columns;
    }

    void start(int count) {
        rows = count;
        if (isKept() && scores.length < count * columns) {
            scores = new float[count * columns];
        }
    }

    int columns() {
        return columns;
    }

    /** Whether the scores are few enough. */
    boolean isKept() {
        return (long) rows * columns <= LIMIT;
    }

    void put(int row, int column, double score) {
        scores[column * rows + row] = (float) score;
    }

    /**
     * The area for a class.
     *
     * @param actual (rows) classes
     * @param ofClass how many of them are {@code k}: neither none nor all
     */
    double area(int column, int[] actual, int k, int ofClass) {
        boolean classIsRarer = ofClass <= rows - ofClass;
        int fewer = classIsRarer ? ofClass : rows - ofClass;
        if (rarer.length < fewer) {
            rarer = new float[fewer];
        }
        int from = column * rows;
        int filled = 0;
        for (int row = 0; row < rows; row++) {
            if ((actual[row] == k) == classIsRarer) {
                rarer[filled++] = scores[from + row];
            }
        }
        Arrays.sort(rarer, 0, fewer);
        // twice the pairs in which the row of the more frequent kind scores higher, counting ties as half a pair
        long twice = 0;
        for (int row = 0; row < rows; row++) {
            if ((actual[row] == k) != classIsRarer) {
                twice += below(fewer, scores[from + row]) + atMost(fewer, scores[from + row]);
            }
        }
        long pairs = (long) ofClass * (rows - ofClass);
        return (classIsRarer ? 2 * pairs - twice : twice) / (2.0 * pairs);
    }

    /** How many of the sorted scores are smaller than {@code score}. */
    private int below(int count, float score) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rarer[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many of the sorted scores are not larger than {@code score}. */
    private int atMost(int count, float score) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rarer[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
