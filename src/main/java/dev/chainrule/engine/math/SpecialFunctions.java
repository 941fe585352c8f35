package dev.chainrule.engine.math;

/** Functions that {@link StrictMath} does not have, with the same bits on every machine. */
public final class SpecialFunctions {

    /** Nodes lie at multiples of this. */
    private static final double SPACING = 0.125;
    /** Beyond it 1 - erf is below half an ulp of 1. */
    private static final double LARGEST = 6;
    /** Terms of each Taylor polynomial: the first one left out is below 1e-17 within half a spacing of the node. */
    private static final int TERMS = 12;

    private static final double[] COEFFICIENTS = coefficients();

    private SpecialFunctions() {}

    /**
     * The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x (Abramowitz and Stegun, 7.1.1), with an absolute error
     * below 2e-15: the Taylor polynomial around the nearest multiple of 1/8.
     */
    public static double erf(double x) {
        double size = Math.abs(x);
        if (size >= LARGEST) {
            return Math.signum(x);
        }
        // a NaN becomes node 0 and stays visible in h
        int node = (int) (size / SPACING + 0.5);
        double h = size - node * SPACING;
        int first = node * TERMS;
        double sum = COEFFICIENTS[first + TERMS - 1];
        for (int n = TERMS - 2; n >= 0; n--) {
            sum = sum * h + COEFFICIENTS[first + n];
        }
        return x < 0 ? -sum : sum;
    }

    /**
     * erf(c + h) = erf(c) + 2/sqrt(pi) sum_n g_n h^(n+1) / (n+1), where e^(-(c+h)^2) = sum_n g_n h^n. As the derivative of the latter
     * is -2 (c + h) times itself, (n+1) g_(n+1) = -2 c g_n - 2 g_(n-1).
     *
     * @return (nodes, TERMS)
     */
    private static double[] coefficients() {
        int nodes = (int) (LARGEST / SPACING) + 1;
        double[] coefficients = new double[nodes * TERMS];
        double factor = 2 / StrictMath.sqrt(Math.PI);
        for (int node = 0; node < nodes; node++) {
            double c = node * SPACING;
            double before = 0;
            double g = StrictMath.exp(-c * c);
            coefficients[node * TERMS] = seriesOfErf(c);
            for (int n = 0; n < TERMS - 1; n++) {
                coefficients[node * TERMS + n + 1] = factor * g / (n + 1);
                double next = (-2 * c * g - 2 * before) / (n + 1);
                before = g;
                g = next;
            }
        }
        return coefficients;
    }

    /** Abramowitz and Stegun, 7.1.6: 2/sqrt(pi) e^(-x^2) sum_n 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)), whose terms are all positive. */
    private static double seriesOfErf(double x) {
        double term = x;
        double sum = 0;
        for (int n = 0; sum + term > sum; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 3);
        }
        return 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }
}
