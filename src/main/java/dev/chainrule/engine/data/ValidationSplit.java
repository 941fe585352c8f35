package dev.chainrule.engine.data;

import dev.chainrule.engine.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows are trained on and which are held out, each in ascending order.
 *
 * @param training at least one row
 * @param validation may be empty
 */
public record ValidationSplit(int[] training, int[] validation) {

    /** Everything is trained on. */
    public static ValidationSplit none(int rows) {
        return new ValidationSplit(ascending(rows), new int[0]);
    }

    /**
     * Holds out a random part: round(fraction * rows) rows, at least one, but never all. A pure function of the seed.
     *
     * @param classes class of each row, 0..classCount-1: each class is split in (nearly) the same proportion
     * @param classCount 1 where there are no classes
     */
    public static ValidationSplit random(int[] classes, int classCount, double fraction, long seed) {
        int rows = classes.length;
        int held = (int) Math.clamp(Math.round(fraction * rows), 1L, Math.max(rows - 1, 1));
        int[] sizes = new int[classCount];
        for (int c : classes) {
            sizes[c]++;
        }
        int[] quotas = quotas(sizes, (double) held / rows, held);
        // one random order of all rows; each class gives its first ones
        int[] order = ascending(rows);
        new RandomStream(seed, RandomStream.Purpose.VALIDATION_SPLIT, 0).shuffle(order, 0, rows);
        boolean[] isHeld = new boolean[rows];
        for (int row : order) {
            if (quotas[classes[row]] > 0) {
                quotas[classes[row]]--;
                isHeld[row] = true;
            }
        }
        int[] training =
                Arrays.stream(ascending(rows)).filter(row -> !isHeld[row]).toArray();
        int[] validation =
                Arrays.stream(ascending(rows)).filter(row -> isHeld[row]).toArray();
        return new ValidationSplit(training, validation);
    }

    /**
     * Splits the rows into {@code count} folds of (nearly) the same size and holds out one after the other. A pure function of the seed.
     *
     * @param classes class of each row, 0..classCount-1: each is dealt out evenly, so that no two folds differ by more than one row of it
     * @param classCount 1 where there are no classes
     * @param count at least 2, at most as many as there are rows
     */
    public static List<ValidationSplit> folds(int[] classes, int classCount, int count, long seed) {
        int rows = classes.length;
        if (count < 2 || count > rows) {
            throw new IllegalArgumentException("folds must be 2 to " + rows + ", the number of rows, was " + count);
        }
        int[] order = ascending(rows);
        new RandomStream(seed, RandomStream.Purpose.VALIDATION_SPLIT, 1).shuffle(order, 0, rows);
        int[] next = new int[classCount];
        for (int c : classes) {
            next[c]++;
        }
        // dealt like cards, a class after the other, each from where the one before has ended
        int dealt = 0;
        for (int c = 0; c < classCount; c++) {
            int size = next[c];
            next[c] = dealt;
            dealt += size;
        }
        int[] foldOf = new int[rows];
        for (int row : order) {
            foldOf[row] = next[classes[row]]++ % count;
        }
        List<ValidationSplit> folds = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            int held = fold;
            folds.add(new ValidationSplit(
                    Arrays.stream(ascending(rows))
                            .filter(row -> foldOf[row] != held)
                            .toArray(),
                    Arrays.stream(ascending(rows))
                            .filter(row -> foldOf[row] == held)
                            .toArray()));
        }
        return folds;
    }

    /**
     * How many rows each class gives: its share rounded down, and one more for those with the largest remainders until there are
     * enough. A class of one row keeps it for training as long as others can give.
     */
    private static int[] quotas(int[] sizes, double share, int held) {
        int[] quotas = new int[sizes.length];
        double[] remainders = new double[sizes.length];
        int left = held;
        for (int c = 0; c < sizes.length; c++) {
            double exact = sizes[c] * share;
            quotas[c] = (int) exact;
            remainders[c] = sizes[c] > 1 ? exact - quotas[c] : -1;
            left -= quotas[c];
        }
        while (left > 0) {
            int most = 0;
            for (int c = 1; c < sizes.length; c++) {
                most = remainders[c] > remainders[most] ? c : most;
            }
            quotas[most]++;
            remainders[most] -= 1;
            left--;
        }
        return quotas;
    }

    private static int[] ascending(int rows) {
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
