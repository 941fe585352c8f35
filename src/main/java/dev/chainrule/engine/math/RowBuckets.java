package dev.chainrule.engine.math;

import java.util.Arrays;

/** The rows of a batch by the feature that one of their columns has, and the gradients of the weights of such a column. Used by one thread. */
final class RowBuckets {

    private static final boolean VECTOR = Kernels.hasVectorModule();

    /** (rows that have a feature) by feature, those with the same in ascending order. */
    private int[] order = new int[0];
    /** (count + 1) where in {@code order} the rows of each feature end; of the one before the first, 0. */
    private int[] ends = new int[0];

    private float[] beyond = new float[0];
    private int width;
    private int first;
    private int count;

    /**
     * @param x (rows, width), which has the features from {@code at} on
     * @param first feature of the column
     * @param count how many it has
     */
    void sort(float[] x, int rows, int width, int at, int first, int count) {
        this.width = width;
        this.first = first;
        this.count = count;
        if (order.length < rows) {
            order = new int[rows];
        }
        if (ends.length < count + 2) {
            ends = new int[count + 2];
        }
        Arrays.fill(ends, 0, count + 2, 0);
        // a feature's rows are counted two places on, summed up to where they begin one place on, and that place moves
        // to where they end
        for (int row = 0; row < rows; row++) {
            int feature = (int) x[row * width + at] - first;
            if (feature >= 0) {
                ends[feature + 2]++;
            }
        }
        for (int i = 2; i <= count; i++) {
            ends[i] += ends[i - 1];
        }
        for (int row = 0; row < rows; row++) {
            int feature = (int) x[row * width + at] - first;
            if (feature >= 0) {
                order[ends[feature + 1]++] = row;
            }
        }
    }

    /**
     * dW(i) = sum of dz over rows beyond i + sum of fraction dz over rows at i - mean(i) sum of dz over all rows.
     *
     * @param x which has the fractions from {@code at} on
     * @param sums (units) of dz over all rows, from {@code sumsOffset} on
     */
    void intervals(
            float[] x,
            int at,
            float[] means,
            float[] sums,
            int sumsOffset,
            float[] dz,
            int units,
            float[] dw,
            int dwOffset) {
        if (beyond.length < units) {
            beyond = new float[units];
        }
        Arrays.fill(beyond, 0, units, 0f);
        for (int i = count - 1; i >= 0; i--) {
            int to = dwOffset + (first + i) * units;
            float mean = -means[first + i];
            int j = VECTOR
                    ? VectorBuckets.interval(
                            order,
                            ends[i],
                            ends[i + 1],
                            x,
                            at,
                            width,
                            dz,
                            units,
                            beyond,
                            mean,
                            sums,
                            sumsOffset,
                            dw,
                            to)
                    : 0;
            for (; j < units; j++) {
                float sum = 0f;
                float scaled = 0f;
                for (int k = ends[i]; k < ends[i + 1]; k++) {
                    float value = dz[order[k] * units + j];
                    sum += value;
                    scaled = Math.fma(x[order[k] * width + at], value, scaled);
                }
                dw[to + j] = Math.fma(mean, sums[sumsOffset + j], scaled + beyond[j]);
                beyond[j] += sum;
            }
        }
    }

    /** dW(i) = sum of dz over rows at i. */
    void levels(float[] dz, int units, float[] dw, int dwOffset) {
        for (int i = 0; i < count; i++) {
            int to = dwOffset + (first + i) * units;
            int j = VECTOR ? VectorBuckets.level(order, ends[i], ends[i + 1], dz, units, dw, to) : 0;
            for (; j < units; j++) {
                float sum = 0f;
                for (int k = ends[i]; k < ends[i + 1]; k++) {
                    sum += dz[order[k] * units + j];
                }
                dw[to + j] = sum;
            }
        }
    }
}
