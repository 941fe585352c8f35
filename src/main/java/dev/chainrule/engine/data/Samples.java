package dev.chainrule.engine.data;

import dev.chainrule.engine.math.RowEncoding;

/** Rows of features and targets, as a network takes them. */
public interface Samples {

    int rows();

    /** Width of a row of x: its number of features, where these are not encoded. */
    int inputs();

    /** How a row of x stands for its features. */
    default RowEncoding encoding() {
        return RowEncoding.plain(inputs());
    }

    /** Number of targets of a row. */
    int outputs();

    /** The value of target {@code k} in a row, in original units: of a regression. */
    double value(int row, int k);

    /**
     * Copies the rows {@code order[from]} to {@code order[to - 1]}, in this order, to the beginning of the given arrays.
     *
     * @param x receives the features, or encoded rows, (to - from, inputs)
     * @param y receives the targets, (to - from, outputs)
     */
    void gather(int[] order, int from, int to, float[] x, float[] y);

    /** The same, of the targets alone. */
    void gatherTargets(int[] order, int from, int to, float[] y);
}
