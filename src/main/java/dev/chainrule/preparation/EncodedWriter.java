package dev.chainrule.preparation;

import dev.chainrule.engine.math.RowEncoding;
import dev.chainrule.preparation.NumberFeatures.PiecewiseLinear;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Writes encoded rows: see {@link RowEncoding}. */
final class EncodedWriter implements RowWriter {

    private static final int NO_FEATURE = -1;

    private final RowEncoding encoding;
    private final NumberFeatures[] shapes;
    /** (p) the numbers that have intervals */
    private final int[] inIntervals;

    private final PiecewiseLinear[] intervals;
    private final int[] levelAt;
    private final int[] firstShown;

    EncodedWriter(List<NumberPlace> numbers, List<LevelPlace> levels, int features) {
        shapes = numbers.stream().map(NumberPlace::shape).toArray(NumberFeatures[]::new);
        inIntervals = IntStream.range(0, shapes.length)
                .filter(i -> shapes[i] instanceof PiecewiseLinear shape && shape.means().length > 0)
                .toArray();
        intervals = IntStream.of(inIntervals).mapToObj(i -> shapes[i]).toArray(PiecewiseLinear[]::new);
        levelAt = levels.stream().mapToInt(LevelPlace::at).toArray();
        firstShown = levels.stream().mapToInt(LevelPlace::firstShown).toArray();
        float[] means = new float[features];
        BitSet unused = new BitSet();
        for (int i : inIntervals) {
            PiecewiseLinear shape = (PiecewiseLinear) shapes[i];
            int first = numbers.get(i).at() + 1;
            System.arraycopy(shape.means(), 0, means, first, shape.means().length);
            unused.set(first + shape.means().length, first + shape.width() - 1);
        }
        encoding = new RowEncoding(
                features,
                numbers.stream().mapToInt(NumberPlace::at).toArray(),
                IntStream.of(inIntervals).map(i -> numbers.get(i).at() + 1).toArray(),
                IntStream.of(inIntervals)
                        .map(i -> ((PiecewiseLinear) shapes[i]).means().length)
                        .toArray(),
                levels.stream()
                        .mapToInt(level -> level.at() + level.firstShown())
                        .toArray(),
                levels.stream()
                        .mapToInt(level -> level.levels() - level.firstShown())
                        .toArray(),
                means,
                unused.stream().toArray());
    }

    @Override
    public RowEncoding encoding() {
        return encoding;
    }

    @Override
    public void writeNumbers(float[] u, int from, float[] x, int to) {
        for (int i = 0; i < shapes.length; i++) {
            x[to + i] = shapes[i].number(u[from + i]);
        }
        int at = to + encoding.intervalsAt();
        for (int i = 0; i < intervals.length; i++, at += 2) {
            float number = u[from + inIntervals[i]];
            int interval = intervals[i].interval(number);
            x[at] = encoding.intervals()[i] + interval;
            x[at + 1] = intervals[i].fraction(number, interval);
        }
    }

    @Override
    public void writeLevel(int i, int level, float[] x, int to) {
        x[to + encoding.levelsAt() + i] = level < firstShown[i] ? NO_FEATURE : levelAt[i] + level;
    }

    @Override
    public int[] places(int fromNumber, int toNumber, int fromLevel, int toLevel) {
        IntStream ofNumbers = IntStream.range(fromNumber, toNumber);
        IntStream ofIntervals = IntStream.range(0, inIntervals.length)
                .filter(i -> inIntervals[i] >= fromNumber && inIntervals[i] < toNumber)
                .map(i -> encoding.intervalsAt() + 2 * i)
                .flatMap(at -> IntStream.of(at, at + 1));
        IntStream ofLevels = IntStream.range(fromLevel, toLevel).map(i -> encoding.levelsAt() + i);
        return IntStream.concat(IntStream.concat(ofNumbers, ofIntervals), ofLevels)
                .toArray();
    }
}
