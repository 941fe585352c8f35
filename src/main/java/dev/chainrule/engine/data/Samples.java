package dev.chainrule.engine.data;

/** Rows of features and targets, as a network takes them. */
public interface Samples {

    int rows();

    /** Number of features of a row. */
    int inputs();

    /** Number of targets of a row. */
    int outputs();

    /** The value of target {@code k} in a row, in original units: of a regression. */
    double value(int row, int k);

    /**
     * Copies the rows {@code order[from]} to {@code order[to - 1]}, in this order, to the beginning of the given arrays.
     *
     * @param x receives the features, (to - from, inputs)
     * @param y receives the targets, (to - from, outputs)
     */
    void gather(int[] order, int from, int to, float[] x, float[] y);
}
