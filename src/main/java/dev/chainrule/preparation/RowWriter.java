package dev.chainrule.preparation;

import dev.chainrule.engine.math.RowEncoding;
import java.util.List;

/** Writes what a network takes of a row of cells: its features, or the encoded row that stands for them. Safe for use by several threads. */
sealed interface RowWriter permits FeatureWriter, EncodedWriter {

    /**
     * A number among the cells.
     *
     * @param at its first feature
     */
    record NumberPlace(NumberFeatures shape, int at) {}

    /**
     * A level among the cells.
     *
     * @param at the feature that level 0 has or would have
     * @param firstShown the first level that has a feature
     * @param levels how many there are
     */
    record LevelPlace(int at, int firstShown, int levels) {}

    /** What a row of x is. */
    RowEncoding encoding();

    /** Writes what comes of the numbers, {@code u[from]} and behind, to the row that begins at {@code x[to]}, before its levels are written. */
    void writeNumbers(float[] u, int from, float[] x, int to);

    /** Writes what comes of the level in place {@code i} to the row that begins at {@code x[to]}. */
    void writeLevel(int i, int level, float[] x, int to);

    /** Where in a row is what comes of some of its numbers and levels: of those {@code from} to {@code to - 1}. */
    int[] places(int fromNumber, int toNumber, int fromLevel, int toLevel);

    /** Writes encoded rows where that takes less time, and the networks take them. */
    static RowWriter of(List<NumberPlace> numbers, List<LevelPlace> levels, int features, boolean mayEncode) {
        if (mayEncode) {
            EncodedWriter encoded = new EncodedWriter(numbers, levels, features);
            if (encoded.encoding().saves()) {
                return encoded;
            }
        }
        return new FeatureWriter(numbers, levels, features);
    }
}
