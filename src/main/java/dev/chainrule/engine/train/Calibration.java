package dev.chainrule.engine.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far probabilities can be taken at their word: rows in ten bins of equal width by a probability, and how often came true what it
 * was the probability of. Guo et al. 2017, "On calibration of modern neural networks", section 2 (reliability diagrams).
 */
final class Calibration {

    private static final int BINS = 10;

    private final double[] probabilities = new double[BINS];
    private final int[] trues = new int[BINS];
    private final int[] rows = new int[BINS];

    void clear() {
        Arrays.fill(probabilities, 0);
        Arrays.fill(trues, 0);
        Arrays.fill(rows, 0);
    }

    /** @param p a probability; NaN is left out */
    void add(double p, boolean isTrue) {
        if (Double.isNaN(p)) {
            return;
        }
        int bin = Math.clamp((int) (p * BINS), 0, BINS - 1);
        probabilities[bin] += p;
        trues[bin] += isTrue ? 1 : 0;
        rows[bin]++;
    }

    List<CalibrationBin> bins() {
        return IntStream.range(0, BINS)
                .mapToObj(i -> new CalibrationBin(
                        (double) i / BINS,
                        (double) (i + 1) / BINS,
                        probabilities[i] / rows[i],
                        (double) trues[i] / rows[i],
                        rows[i]))
                .toList();
    }
}
