package dev.chainrule.engine.data;

/**
 * Samples that are already numbers.
 *
 * @param features (rows, inputs), row-major
 * @param targets (rows, outputs), row-major
 */
public record MatrixSamples(float[] features, float[] targets, int rows, int inputs, int outputs) implements Samples {

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
            System.arraycopy(features, order[i] * inputs, x, (i - from) * inputs, inputs);
            System.arraycopy(targets, order[i] * outputs, y, (i - from) * outputs, outputs);
        }
    }
}
