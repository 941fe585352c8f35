package dev.chainrule.engine.nn;

/** How much each row of a batch counts; an empty array stands for 1 for all. */
public final class RowWeights {

    /** 1 for every row. */
    public static final float[] NONE = new float[0];

    private RowWeights() {}

    /** The weight of a row. */
    public static double of(float[] weights, int row) {
        return weights.length == 0 ? 1 : weights[row];
    }

    /** The sum of the weights of the first {@code rows} rows, in row order. */
    public static double sum(float[] weights, int rows) {
        if (weights.length == 0) {
            return rows;
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += weights[row];
        }
        return sum;
    }
}
