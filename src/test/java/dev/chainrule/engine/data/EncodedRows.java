package dev.chainrule.engine.data;

import dev.chainrule.engine.math.RowEncoding;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random samples with encoded rows, and what they stand for.
 *
 * @param x (rows, encoding.width())
 * @param y (rows, outputs)
 */
public record EncodedRows(RowEncoding encoding, float[] x, float[] y, int rows, int outputs) implements Samples {

    /**
     * @param numbers of a row
     * @param intervals of each further number
     * @param levels of each place
     */
    public static EncodedRows random(int rows, int outputs, int numbers, int[] intervals, int[] levels) {
        Random random = new Random(rows + 31L * numbers);
        RowEncoding encoding = encoding(numbers, intervals, levels, random);
        float[] x = new float[rows * encoding.width()];
        float[] y = new float[rows * outputs];
        for (int row = 0, at = 0; row < rows; row++) {
            y[row * outputs + random.nextInt(outputs)] = 1;
            for (int i = 0; i < numbers; i++) {
                x[at++] = (float) random.nextGaussian();
            }
            for (int i = 0; i < intervals.length; i++) {
                x[at++] = encoding.intervals()[i] + random.nextInt(intervals[i]);
                x[at++] = random.nextFloat();
            }
            for (int i = 0; i < levels.length; i++) {
                int level = random.nextInt(levels[i] + 1) - 1;
                x[at++] = level < 0 ? -1 : encoding.levels()[i] + level;
            }
        }
        return new EncodedRows(encoding, x, y, rows, outputs);
    }

    /** Two unused features after the intervals of each number, numbers last. */
    private static RowEncoding encoding(int numbers, int[] intervals, int[] levels, Random random) {
        int[] intervalsAt = new int[intervals.length];
        int[] levelsAt = new int[levels.length];
        int[] unused = new int[2 * intervals.length];
        int at = 0;
        for (int i = 0; i < levels.length; i++) {
            levelsAt[i] = at;
            at += levels[i];
        }
        for (int i = 0; i < intervals.length; i++) {
            intervalsAt[i] = at;
            at += intervals[i];
            unused[2 * i] = at++;
            unused[2 * i + 1] = at++;
        }
        float[] means = new float[at + numbers];
        for (int i = 0; i < intervals.length; i++) {
            for (int t = 0; t < intervals[i]; t++) {
                means[intervalsAt[i] + t] = random.nextFloat();
            }
        }
        int first = at;
        int[] numbersAt = IntStream.range(0, numbers).map(i -> first + i).toArray();
        return new RowEncoding(at + numbers, numbersAt, intervalsAt, intervals, levelsAt, levels, means, unused);
    }

    /** (rows, features), by the definition of {@link RowEncoding}. */
    public float[] features() {
        float[] features = new float[rows * encoding.features()];
        for (int row = 0; row < rows; row++) {
            expand(encoding, x, row * encoding.width(), features, row * encoding.features());
        }
        return features;
    }

    /** The features, from {@code to} on, of the encoded row that begins at {@code at}. */
    public static void expand(RowEncoding encoding, float[] x, int at, float[] features, int to) {
        int next = at;
        for (int number : encoding.numbers()) {
            features[to + number] = x[next++];
        }
        for (int i = 0; i < encoding.intervals().length; i++) {
            int feature = (int) x[next++];
            float fraction = x[next++];
            int first = encoding.intervals()[i];
            for (int f = first; f < first + encoding.intervalCounts()[i]; f++) {
                features[to + f] = (f < feature ? 1 : f > feature ? 0 : fraction) - encoding.means()[f];
            }
        }
        for (int i = 0; i < encoding.levels().length; i++) {
            int feature = (int) x[next++];
            if (feature >= 0) {
                features[to + feature] = 1;
            }
        }
    }

    @Override
    public int inputs() {
        return encoding.width();
    }

    @Override
    public double value(int row, int k) {
        return y[row * outputs + k];
    }

    @Override
    public void gather(int[] order, int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) {
            System.arraycopy(this.x, order[i] * inputs(), x, (i - from) * inputs(), inputs());
        }
        gatherTargets(order, from, to, y);
    }

    @Override
    public void gatherTargets(int[] order, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            System.arraycopy(this.y, order[i] * outputs, y, (i - from) * outputs, outputs);
        }
    }
}
