package dev.chainrule.engine.data;

/**
 * Samples that are already numbers.
 *
 * @param features (rows, inputs), row-major
 * @param targets (rows, outputs), row-major
 */
public record MatrixSamples(float[] features, float[] targets, int rows, int inputs, int outputs) implements Samples {

    private static final int WORTH_A_CALL = 16;

    public MatrixSamples {
        if (features.length != rows * inputs || targets.length != rows * outputs) {
            throw new IllegalArgumentException("sizes differ: " + features.length + " features and " + targets.length
                    + " targets for " + rows + " rows of " + inputs + " inputs and " + outputs + " outputs");
        }
    }

    @Override
    public double value(int row, int k) {
        return targets[row * outputs + k];
    }

    @Override
    public void gather(int[] order, int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) {
            copy(features, order[i] * inputs, x, (i - from) * inputs, inputs);
            copy(targets, order[i] * outputs, y, (i - from) * outputs, outputs);
        }
    }

    @Override
    public void gatherTargets(int[] order, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            copy(targets, order[i] * outputs, y, (i - from) * outputs, outputs);
        }
    }

    private static void copy(float[] source, int from, float[] to, int at, int length) {
        if (length >= WORTH_A_CALL) {
            System.arraycopy(source, from, to, at, length);
        } else {
            for (int i = 0; i < length; i++) {
                to[at + i] = source[from + i];
            }
        }
    }
}
