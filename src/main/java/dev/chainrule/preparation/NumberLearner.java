package dev.chainrule.preparation;

import dev.chainrule.dataset.Moments;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Learns how a number, or a number of a date, becomes features. */
final class NumberLearner {

    private static final double LOWER_QUARTILE = 0.25;
    private static final double UPPER_QUARTILE = 0.75;

    private final Part part;
    private final PreprocessingSpec spec;
    /** Of the values that are there. */
    private final Moments moments = new Moments();

    private long missing;
    /** (sampled rows) NaN where missing; empty until it is this number's turn, and again afterwards. */
    private double[] sample = new double[0];

    NumberLearner(Part part, PreprocessingSpec spec) {
        this.part = part;
        this.spec = spec;
    }

    /** Whether it has to see a sample of the values, beyond their moments. */
    boolean needsSample() {
        return spec.missing() != PreprocessingSpec.Missing.REJECT
                || switch (spec.numeric()) {
                    case NumberSpec.Standardize _, NumberSpec.MinMax _, NumberSpec.None _ -> false;
                    case NumberSpec.Robust _, NumberSpec.SmoothRobust _, NumberSpec.PiecewiseLinear _ -> true;
                };
    }

    /** @param value of the column: NaN where it is missing */
    void see(double value) {
        if (Double.isNaN(value)) {
            missing++;
        } else {
            moments.add(part.of(value));
        }
    }

    void startSample(int rows) {
        sample = new double[rows];
    }

    void sample(int index, double value) {
        sample[index] = part.of(value);
    }

    /** What was learned; empty where the column says nothing. The sample is let go. */
    Optional<Transform.Numeric> finish(@Nullable TreeTarget target) {
        double[] sorted = sample.clone();
        // NaN is last
        Arrays.sort(sorted);
        int there = sorted.length;
        while (there > 0 && Double.isNaN(sorted[there - 1])) {
            there--;
        }
        double fill =
                there == 0 || spec.missing() == PreprocessingSpec.Missing.REJECT ? 0 : Quantiles.of(sorted, there, 0.5);
        Arrays.fill(sorted, there, sorted.length, fill);
        Arrays.sort(sorted);
        Optional<Transform.Numeric> learned = switch (spec.numeric()) {
            case NumberSpec.Standardize _ -> linear(fill, standard(fill));
            case NumberSpec.MinMax _ -> linear(fill, scale(lowest(), highest() - lowest()));
            case NumberSpec.Robust _ -> linear(fill, scale(median(sorted), quartiles(sorted)));
            case NumberSpec.None _ -> linear(fill, Scale.NONE);
            case NumberSpec.SmoothRobust _ ->
                smooth(sorted).map(scale -> new Transform.Numeric(part, fill, scale, new Shape.Smooth()));
            case NumberSpec.PiecewiseLinear bins -> smooth(sorted).map(scale -> piecewise(bins, target, fill, scale));
        };
        sample = new double[0];
        return learned;
    }

    private Optional<Transform.Numeric> linear(double fill, Scale scale) {
        return Optional.of(new Transform.Numeric(part, fill, scale, new Shape.Linear()));
    }

    private static Scale scale(double center, double width) {
        return new Scale(center, width == 0 ? 1 : width);
    }

    private double lowest() {
        return moments.count() == 0 ? 0 : moments.min();
    }

    private double highest() {
        return moments.count() == 0 ? 0 : moments.max();
    }

    /** Mean and deviation with all missing values filled in: two groups of rows, put together. */
    private Scale standard(double fill) {
        double mean = moments.mean();
        double deviation = moments.standardDeviation();
        if (missing > 0) {
            double rows = (double) moments.count() + missing;
            double share = missing / rows;
            double distance = fill - mean;
            double variance = deviation * deviation * (1 - share) + distance * distance * share * (1 - share);
            mean += distance * share;
            deviation = Math.sqrt(variance);
        }
        return scale(mean, deviation);
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : Quantiles.of(sorted, sorted.length, 0.5);
    }

    private static double quartiles(double[] sorted) {
        return sorted.length == 0
                ? 0
                : Quantiles.of(sorted, sorted.length, UPPER_QUARTILE)
                        - Quantiles.of(sorted, sorted.length, LOWER_QUARTILE);
    }

    private Optional<Scale> smooth(double[] sorted) {
        if (moments.count() == 0 || moments.min() == moments.max()) {
            return Optional.empty();
        }
        double quartiles = quartiles(sorted);
        double width = quartiles > 0 ? quartiles : (moments.max() - moments.min()) / 2;
        return Optional.of(new Scale(median(sorted), width));
    }

    private Transform.Numeric piecewise(
            NumberSpec.PiecewiseLinear bins, @Nullable TreeTarget target, double fill, Scale scale) {
        float[] u = new float[sample.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = scale.cell(Double.isNaN(sample[i]) ? fill : sample[i]);
        }
        return new Transform.Numeric(part, fill, scale, BinLearner.shape(u, bins, target));
    }
}
