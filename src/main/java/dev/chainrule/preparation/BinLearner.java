package dev.chainrule.preparation;

import dev.chainrule.preparation.NumberFeatures.PiecewiseLinear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the intervals of piecewise-linear features. */
final class BinLearner {

    /** Up to so many distinct values are the edges themselves. */
    private static final int FEW_VALUES = 16;

    private BinLearner() {}

    /**
     * @param u (rows) scaled numbers of the training rows
     * @param target what the rows' targets are; null where no tree asks for them
     */
    static Shape shape(float[] u, NumberSpec.PiecewiseLinear spec, @Nullable TreeTarget target) {
        long[] keys = new long[u.length];
        for (int row = 0; row < u.length; row++) {
            keys[row] = (long) ascending(u[row]) << 32 | row;
        }
        Arrays.sort(keys);
        float[] sorted = new float[u.length];
        int[] order = new int[u.length];
        for (int i = 0; i < u.length; i++) {
            order[i] = (int) keys[i];
            sorted[i] = u[order[i]];
        }
        List<Double> edges = apart(edges(sorted, order, spec, target));
        if (edges.size() < 3) {
            return new Shape.Smooth();
        }
        return new Shape.PiecewiseLinear(edges, means(sorted, edges));
    }

    /** An integer that is in the same order as the numbers are; 0 and -0 are the same. */
    private static int ascending(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    private static List<Float> edges(
            float[] sorted, int[] order, NumberSpec.PiecewiseLinear spec, @Nullable TreeTarget target) {
        List<Float> edges = distinct(sorted, Math.min(FEW_VALUES, spec.maxBins() + 1));
        if (!edges.isEmpty()) {
            return edges;
        }
        switch (spec.bins()) {
            case QUANTILE -> {
                for (int t = 0; t <= spec.maxBins(); t++) {
                    edges.add(Quantiles.of(sorted, (double) t / spec.maxBins()));
                }
            }
            case TREE -> {
                if (target == null) {
                    throw new IllegalArgumentException("a tree needs a target");
                }
                edges.add(sorted[0]);
                edges.addAll(TreeBins.thresholds(sorted, order, target, spec.maxBins()));
                edges.add(sorted[sorted.length - 1]);
            }
        }
        return edges;
    }

    /** The distinct values; none where there are more than {@code most}. */
    private static List<Float> distinct(float[] sorted, int most) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                values.add(sorted[i]);
            }
            if (values.size() > most) {
                return new ArrayList<>();
            }
        }
        return values;
    }

    /** The edges that are far enough from the one before for the width of their interval to have an inverse. */
    private static List<Double> apart(List<Float> edges) {
        List<Double> apart = new ArrayList<>();
        float last = Float.NaN;
        for (float edge : edges) {
            float inverse = PiecewiseLinear.inverse(last, edge);
            if (apart.isEmpty() || (edge > last && inverse > 0 && Float.isFinite(inverse))) {
                apart.add((double) edge);
                last = edge;
            }
        }
        return apart;
    }

    /** (m) the mean of each interval's feature over the rows. */
    private static List<Double> means(float[] sorted, List<Double> edges) {
        int intervals = edges.size() - 1;
        PiecewiseLinear plain = PiecewiseLinear.of(edges, new float[intervals]);
        float[] features = new float[intervals + 1];
        double[] sums = new double[intervals];
        for (float u : sorted) {
            plain.write(u, features, 0);
            for (int t = 0; t < intervals; t++) {
                sums[t] += features[t + 1];
            }
        }
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            means.add(sum / sorted.length);
        }
        return means;
    }
}
