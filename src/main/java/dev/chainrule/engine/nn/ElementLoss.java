package dev.chainrule.engine.nn;

/** The losses that are a mean over N*K of l(p, y), given by l and its derivative by p, in double precision. */
public sealed interface ElementLoss extends Loss {

    /** l(p, y). */
    double value(double p, double y);

    /** dl/dp. */
    double slope(double p, double y);

    @Override
    default Derivative derivative() {
        return Derivative.OF_PREDICTION;
    }

    @Override
    default double apply(float[] z, float[] p, float[] y, float[] weights, float[] derivative, int rows, int columns) {
        double total = RowWeights.sum(weights, rows);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double weight = RowWeights.of(weights, row);
            double scale = weight / (total * columns);
            double rowSum = 0;
            for (int k = 0; k < columns; k++) {
                int i = row * columns + k;
                rowSum += value(p[i], y[i]);
                derivative[i] = (float) (slope(p[i], y[i]) * scale);
            }
            sum += weight * (rowSum / columns);
        }
        return sum;
    }

    /** l = |p - y|; the derivative where both are equal is 0. */
    record MeanAbsoluteError() implements ElementLoss {
        @Override
        public double value(double p, double y) {
            return Math.abs(p - y);
        }

        @Override
        public double slope(double p, double y) {
            return Math.signum(p - y);
        }
    }

    /** l = ln cosh d with d = p - y; dl/dp = tanh d. */
    record LogCosh() implements ElementLoss {
        @Override
        public double value(double p, double y) {
            double size = Math.abs(p - y);
            if (size < 1) {
                // cosh d = 1 + 2 sinh^2(d/2): nothing is lost where d is small
                double sinh = StrictMath.sinh(size / 2);
                return StrictMath.log1p(2 * sinh * sinh);
            }
            // cosh d = e^|d| (1 + e^-2|d|) / 2: nothing overflows where it is large
            return size + StrictMath.log1p(StrictMath.exp(-2 * size)) - LN_2;
        }

        @Override
        public double slope(double p, double y) {
            return StrictMath.tanh(p - y);
        }

        private static final double LN_2 = StrictMath.log(2);
    }

    /** l = d^2/2 where |d| <= delta, else delta (|d| - delta/2), with d = p - y; dl/dp = d kept within delta. Huber 1964, eq. 2.2. */
    record Huber(double delta) implements ElementLoss {
        public static final double DEFAULT_DELTA = 1;

        @Override
        public double value(double p, double y) {
            double size = Math.abs(p - y);
            return size <= delta ? size * size / 2 : delta * (size - delta / 2);
        }

        @Override
        public double slope(double p, double y) {
            // not Math.clamp, which refuses a NaN
            return Math.max(-delta, Math.min(delta, p - y));
        }
    }

    /**
     * l = p - y ln max(p, 1e-8), of counts y and their expected values p, which are never negative; dl/dp = 1 - y/p. Below 1e-8 the
     * logarithm is constant, and the derivative 1.
     */
    record Poisson() implements ElementLoss {
        public static final double SMALLEST = 1e-8;

        @Override
        public double value(double p, double y) {
            return p - y * StrictMath.log(Math.max(p, SMALLEST));
        }

        @Override
        public double slope(double p, double y) {
            return p > SMALLEST ? 1 - y / p : 1;
        }
    }

    /** l = max(0, 1 - y p) with y of -1 or 1; dl/dp = -y where that is above 0, else 0. */
    record Hinge() implements ElementLoss {
        @Override
        public double value(double p, double y) {
            return Math.max(0, 1 - y * p);
        }

        @Override
        public double slope(double p, double y) {
            return 1 - y * p > 0 ? -y : 0;
        }
    }
}
