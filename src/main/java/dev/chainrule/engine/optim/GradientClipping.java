package dev.chainrule.engine.optim;

import java.util.Arrays;

/**
 * Keeps a gradient from becoming too large: g *= min(1, norm / (||g|| + 1e-6)), or each entry between -value and value.
 *
 * <p>Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1. Used by one thread.
 */
public final class GradientClipping {

    /** Entries that are summed by themselves: whoever sums the blocks at the same time gets the same bits. */
    private static final int BLOCK = 4096;

    private static final int LANES = 16;
    private static final double EPSILON = 1e-6;

    private final ClippingSpec spec;
    private final double[] sums = new double[LANES];

    public GradientClipping(ClippingSpec spec) {
        this.spec = spec;
    }

    /** Whether entries can be clipped only after all of them are known. */
    public boolean needsWhole() {
        return spec instanceof ClippingSpec.Norm;
    }

    /** Whether gradients stay as they are. */
    public boolean isNone() {
        return spec instanceof ClippingSpec.None;
    }

    /** Clips {@code g (P)} in place. */
    public void clip(float[] g) {
        clip(g, 0, g.length);
    }

    /** Clips the entries {@code from} to {@code to - 1}: all of them, if it {@link #needsWhole}. */
    public void clip(float[] g, int from, int to) {
        switch (spec) {
            case ClippingSpec.None _ -> {}
            case ClippingSpec.Norm(double most) -> {
                float factor = (float) Math.min(1, most / (norm(g) + EPSILON));
                for (int i = from; factor != 1 && i < to; i++) {
                    g[i] *= factor;
                }
            }
            case ClippingSpec.Value(double value) -> {
                float most = (float) value;
                for (int i = from; i < to; i++) {
                    g[i] = Math.max(-most, Math.min(most, g[i]));
                }
            }
        }
    }

    /** ||g||: block by block; in a block entry i goes to sum i mod 16, and the sums are added in their order. */
    private double norm(float[] g) {
        double total = 0;
        for (int from = 0; from < g.length; from += BLOCK) {
            int to = Math.min(g.length, from + BLOCK);
            Arrays.fill(sums, 0);
            int i = from;
            for (; i <= to - LANES; i += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    sums[lane] += (double) g[i + lane] * g[i + lane];
                }
            }
            for (int lane = 0; i < to; lane++, i++) {
                sums[lane] += (double) g[i] * g[i];
            }
            for (double sum : sums) {
                total += sum;
            }
        }
        return Math.sqrt(total);
    }
}
