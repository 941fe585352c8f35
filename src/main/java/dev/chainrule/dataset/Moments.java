package dev.chainrule.dataset;

/**
 * Count, minimum, maximum, mean and standard deviation (divisor n) of numbers that are seen once, in their order.
 *
 * <p>Welford 1962, "Note on a method for calculating corrected sums of squares and products": no loss of digits where the mean is
 * large beside the deviation.
 */
public final class Moments {

    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;

    public void add(double value) {
        count++;
        // hardly ever true, and so cheaper than Math.min and Math.max
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    public long count() {
        return count;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    public double mean() {
        return mean;
    }

    public double standardDeviation() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
