package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Elementwise;
import dev.chainrule.engine.math.Largest;

/**
 * The loss functions, each with its derivative. N rows, K outputs, p predictions (N,K), y targets (N,K), z weighted sums of the
 * last layer (N,K).
 *
 * <p>{@link #apply} gives the sum of the rows' losses, each times its weight u; the loss of a batch is that sum divided by sum(u), which
 * is N without weights, and the derivative it writes is that of the batch's loss. Sums run in row order, in double.
 */
public sealed interface Loss
        permits Loss.MeanSquaredError,
                Loss.HalfSquaredError,
                Loss.BinaryCrossEntropy,
                Loss.CategoricalCrossEntropy,
                ElementLoss {

    /** Where the derivative that {@link #apply} writes is taken. */
    enum Derivative {
        /** dLoss/dp: the last activation's derivative has yet to be applied. */
        OF_PREDICTION,
        /** dLoss/dz: loss and activation are differentiated together, which is stable where either alone is not. */
        OF_WEIGHTED_SUM
    }

    Derivative derivative();

    /** The loss against the plain targets, where training sees others: what rows are measured by. */
    default Loss withoutSmoothing() {
        return this;
    }

    /** A prediction p as it is shown and measured. */
    default double shown(double p) {
        return p;
    }

    /**
     * @param z (rows, columns) weighted sums of the last layer
     * @param p (rows, columns) predictions, f(z)
     * @param y (rows, columns) targets
     * @param weights (rows) at least 0, their sum above 0; empty: all 1
     * @param derivative (rows, columns) receives the derivative of the batch's mean loss
     * @return the sum over the rows of each row's loss times its weight
     */
    double apply(float[] z, float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns);

    /** Mean over N*K of (p - y)^2. */
    record MeanSquaredError() implements Loss {
        @Override
        public Derivative derivative() {
            return Derivative.OF_PREDICTION;
        }

        @Override
        public double apply(
                float[] z, float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns) {
            return squaredError(p, y, weights, derivative, rows, columns, 1.0 / columns);
        }
    }

    /** Mean over N of 1/2 sum_K (y - p)^2: the error of the textbooks. */
    record HalfSquaredError() implements Loss {
        @Override
        public Derivative derivative() {
            return Derivative.OF_PREDICTION;
        }

        @Override
        public double apply(
                float[] z, float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns) {
            return squaredError(p, y, weights, derivative, rows, columns, 0.5);
        }
    }

    /**
     * Mean over N*K of -(y ln p + (1 - y) ln(1 - p)) with p = sigmoid(z), computed as ln(1 + e^z) - z y.
     * dLoss/dz = (p - y) / (N K).
     *
     * @param labelSmoothing a, at least 0 and below 1: y stands for (1-a) y + a/2, where y is the target
     * @param undo whether predictions are mapped back where they are shown or measured: see {@link #shown}
     */
    record BinaryCrossEntropy(double labelSmoothing, boolean undo) implements Loss {
        private static final double LEAST = 0.002;
        private static final double MOST = 0.998;

        public BinaryCrossEntropy() {
            this(0, false);
        }

        @Override
        public Loss withoutSmoothing() {
            return new BinaryCrossEntropy();
        }

        /** Where smoothing is undone, what p would be without: (p - a/2) / (1-a), kept within [0.002, 0.998]. */
        @Override
        public double shown(double p) {
            if (!undo) {
                return p;
            }
            // not Math.clamp, which refuses a NaN
            return Math.max(LEAST, Math.min(MOST, (p - labelSmoothing / 2) / (1 - labelSmoothing)));
        }

        @Override
        public Derivative derivative() {
            return Derivative.OF_WEIGHTED_SUM;
        }

        @Override
        public double apply(
                float[] z, float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns) {
            double total = RowWeights.sum(weights, rows);
            double share = labelSmoothing / 2;
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                double weight = RowWeights.of(weights, row);
                float scale = (float) (weight / (total * columns));
                double rowSum = 0;
                for (int k = 0; k < columns; k++) {
                    int i = row * columns + k;
                    double target = (1 - labelSmoothing) * y[i] + share;
                    rowSum += Elementwise.softplus(z[i]) - z[i] * target;
                    derivative[i] = (p[i] - (float) target) * scale;
                }
                sum += weight * (rowSum / columns);
            }
            return sum;
        }
    }

    /**
     * Mean over N of -sum_K y ln p with p = softmax(z), computed as sum_K y (L - z_K) with L = ln sum_J e^z_J, which is z_J - ln p_J
     * for any J: the one with the largest z, where p is no less than 1/K.
     * dLoss/dz = (p - y) / N, since each target row sums to 1.
     *
     * @param labelSmoothing a, at least 0 and below 1: y stands for (1-a) y + a/K, where y is the target. Szegedy et al. 2016,
     *     "Rethinking the Inception architecture for computer vision", section 7
     */
    record CategoricalCrossEntropy(double labelSmoothing) implements Loss {
        public CategoricalCrossEntropy() {
            this(0);
        }

        @Override
        public Loss withoutSmoothing() {
            return new CategoricalCrossEntropy();
        }

        @Override
        public Derivative derivative() {
            return Derivative.OF_WEIGHTED_SUM;
        }

        @Override
        public double apply(
                float[] z, float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns) {
            double total = RowWeights.sum(weights, rows);
            double share = labelSmoothing / columns;
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                double weight = RowWeights.of(weights, row);
                float scale = (float) (weight / total);
                int from = row * columns;
                int best = Largest.index(z, from, from + columns);
                double logSum = (double) z[best] - Elementwise.log(p[best]);
                double rowSum = 0;
                for (int i = from; i < from + columns; i++) {
                    // where y is 0 the term is 0, also when z is -infinity
                    if (y[i] != 0 || share != 0) {
                        rowSum += ((1 - labelSmoothing) * y[i] + share) * (logSum - z[i]);
                    }
                }
                differentiate(p, y, derivative, scale, from, from + columns);
                sum += weight * rowSum;
            }
            return sum;
        }

        private void differentiate(float[] p, float[] y, float[] derivative, float scale, int from, int to) {
            double share = labelSmoothing / (to - from);
            if (labelSmoothing == 0) {
                for (int i = from; i < to; i++) {
                    derivative[i] = (p[i] - y[i]) * scale;
                }
            } else {
                for (int i = from; i < to; i++) {
                    derivative[i] = (p[i] - (float) ((1 - labelSmoothing) * y[i] + share)) * scale;
                }
            }
        }
    }

    /** A row's loss is {@code factor} times its sum of squares; the derivative by p is 2 factor (p - y) u / sum(u). */
    private static double squaredError(
            float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns, double factor) {
        double total = RowWeights.sum(weights, rows);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double weight = RowWeights.of(weights, row);
            float scale = (float) (2 * factor * weight / total);
            double rowSum = 0;
            for (int k = 0; k < columns; k++) {
                int i = row * columns + k;
                float difference = p[i] - y[i];
                rowSum += (double) difference * difference;
                derivative[i] = difference * scale;
            }
            sum += weight * (factor * rowSum);
        }
        return sum;
    }
}
