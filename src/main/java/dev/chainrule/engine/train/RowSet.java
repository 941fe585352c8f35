package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.nn.RowWeights;

/**
 * Some rows of samples, by index.
 *
 * @param weights how much each row of {@code samples} counts in the loss, (samples.rows()), at least 0; empty: all 1
 */
public record RowSet(Samples samples, int[] rows, float[] weights) {

    public RowSet {
        if (weights.length != 0 && weights.length != samples.rows()) {
            throw new IllegalArgumentException("rows and weights differ: " + samples.rows() + " != " + weights.length);
        }
    }

    /** Rows that all count alike. */
    public RowSet(Samples samples, int[] rows) {
        this(samples, rows, RowWeights.NONE);
    }

    /** An array for the weights of up to {@code rows} rows at once; empty where all count alike. */
    float[] weightBuffer(int rows) {
        return weights.length == 0 ? RowWeights.NONE : new float[rows];
    }
}
