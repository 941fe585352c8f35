package dev.chainrule.engine.math;

import java.util.Arrays;

/**
 * Sums along an array: block by block of 4,096 elements; in a block element i is added to partial sum i mod 16, in float, and the partial
 * sums are added in their order, in double. So vectors of any width, and none, give the same bits.
 */
public final class Sums {

    static final int BLOCK = 4096;
    static final int PARTIAL = 16;
    private static final boolean VECTOR = Kernels.hasVectorModule();

    /** Of each thread: nothing is allocated for a sum. */
    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[PARTIAL]);

    private Sums() {}

    /** The sum of the elements {@code from} to {@code to - 1}. */
    public static double of(float[] values, int from, int to) {
        if (to - from <= PARTIAL) {
            // each is a partial sum by itself
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[i];
            }
            return sum;
        }
        double sum = 0;
        float[] partial = SCRATCH.get();
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(to, block + BLOCK);
            Arrays.fill(partial, 0f);
            int i = VECTOR ? VectorElements.partialSums(values, block, end, partial) : block;
            for (; i < end; i++) {
                partial[(i - block) % PARTIAL] += values[i];
            }
            for (float part : partial) {
                sum += part;
            }
        }
        return sum;
    }

    /** The sums of the columns of a matrix (rows, columns), each in row order, to {@code sums[at]} and behind. */
    public static void ofColumns(float[] values, int rows, int columns, float[] sums, int at) {
        int j = VECTOR ? VectorElements.columnSums(values, rows, columns, sums, at) : 0;
        for (; j < columns; j++) {
            float sum = 0f;
            for (int row = 0; row < rows; row++) {
                sum += values[row * columns + j];
            }
            sums[at + j] = sum;
        }
    }
}
