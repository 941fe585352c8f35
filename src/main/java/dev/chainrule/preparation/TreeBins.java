package dev.chainrule.preparation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A decision tree of one number, grown best first (Breiman et al. 1984): of all nodes the one is split next whose best split takes
 * away most impurity, until there are enough leaves or no split is worth it.
 */
final class TreeBins {

    private static final int LEAST_ROWS = 8;
    private static final double LEAST_SHARE = 0.005;
    private static final double LEAST_GAIN = 0.0005;

    private final float[] sorted;
    private final int[] order;
    private final TreeTarget target;
    private final int leastRows;
    private final double leastGain;

    private TreeBins(float[] sorted, int[] order, TreeTarget target) {
        this.sorted = sorted;
        this.order = order;
        this.target = target;
        int rows = sorted.length;
        leastRows = Math.max(LEAST_ROWS, (int) Math.ceil(LEAST_SHARE * rows));
        leastGain = LEAST_GAIN * target.scale() * rows;
    }

    /** Rows {@code from} to {@code to - 1}, best split before {@code at}. */
    private record Split(int from, int at, int to, double gain) {}

    /**
     * The thresholds, ascending, each halfway between two values.
     *
     * @param sorted (rows) the values, ascending
     * @param order (rows) the row that each of them belongs to
     * @param mostLeaves one more than there are thresholds at most
     */
    static List<Float> thresholds(float[] sorted, int[] order, TreeTarget target, int mostLeaves) {
        TreeBins tree = new TreeBins(sorted, order, target);
        PriorityQueue<Split> open = new PriorityQueue<>(
                Comparator.comparingDouble(Split::gain).reversed().thenComparingInt(Split::from));
        List<Float> thresholds = new ArrayList<>();
        tree.offer(open, 0, sorted.length);
        while (!open.isEmpty() && thresholds.size() < mostLeaves - 1) {
            Split split = open.remove();
            thresholds.add((float) ((sorted[split.at() - 1] + (double) sorted[split.at()]) / 2));
            tree.offer(open, split.from(), split.at());
            tree.offer(open, split.at(), split.to());
        }
        thresholds.sort(Comparator.naturalOrder());
        return thresholds;
    }

    private void offer(PriorityQueue<Split> open, int from, int to) {
        Split split = best(from, to);
        if (split != null && split.gain() >= leastGain) {
            open.add(split);
        }
    }

    /** The first of the best splits that leave enough rows on both sides; null where there is none. */
    private @Nullable Split best(int from, int to) {
        if (to - from < 2 * leastRows || sorted[from] == sorted[to - 1]) {
            return null;
        }
        TreeTarget.Scan scan = target.scan(order, from, to);
        Split best = null;
        for (int at = from + 1; at <= to - leastRows; at++) {
            scan.move();
            if (at - from >= leastRows && sorted[at - 1] != sorted[at]) {
                double gain = scan.gain();
                if (best == null || gain > best.gain()) {
                    best = new Split(from, at, to, gain);
                }
            }
        }
        return best;
    }
}
