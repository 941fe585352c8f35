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
        int[] order = order(u);
        return shape(sorted(u, order), order, spec, target);
    }

    /**
     * @param sorted (rows) scaled numbers of the training rows, ascending
     * @param order (rows) the row of {@code target} that each belongs to
     */
    static Shape shape(float[] sorted, int[] order, NumberSpec.PiecewiseLinear spec, @Nullable TreeTarget target) {
        List<Double> edges = apart(edges(sorted, order, spec, target));
        return edges.size() < 3 ? new Shape.Smooth() : new Shape.PiecewiseLinear(edges, means(sorted, edges), 0);
    }

    /** (rows) the rows in ascending order of {@code u}, those with the same number in their own order. */
    static int[] order(float[] u) {
        long[] keys = new long[u.length];
        for (int row = 0; row < u.length; row++) {
            keys[row] = (long) ascending(u[row]) << 32 | row;
        }
        Arrays.sort(keys);
        int[] order = new int[u.length];
        for (int i = 0; i < u.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    static float[] sorted(float[] u, int[] order) {
        float[] sorted = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = u[order[i]];
        }
        return sorted;
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

    /** (m) the mean of each interval's feature over the rows: 1 for all that are beyond, a fraction for those within. */
    private static List<Double> means(float[] sorted, List<Double> edges) {
        List<Double> means = new ArrayList<>();
        int row = 0;
        for (int t = 1; t < edges.size(); t++) {
            float from = edges.get(t - 1).floatValue();
            float to = edges.get(t).floatValue();
            float inverse = PiecewiseLinear.inverse(from, to);
            double sum = 0;
            for (; row < sorted.length && sorted[row] < to; row++) {
                sum += Math.max((sorted[row] - from) * inverse, 0);
            }
            means.add((sum + (sorted.length - row)) / sorted.length);
        }
        return means;
    }
}
