package dev.chainrule.preparation;

import dev.chainrule.engine.math.RowEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes features. */
final class FeatureWriter implements RowWriter {

    private final NumberPlace[] numbers;
    private final LevelPlace[] levels;
    private final int features;
    /** Whether the numbers of a row are its features. */
    private final boolean plain;

    FeatureWriter(List<NumberPlace> numbers, List<LevelPlace> levels, int features) {
        this.numbers = numbers.toArray(NumberPlace[]::new);
        this.levels = levels.toArray(LevelPlace[]::new);
        this.features = features;
        plain = levels.isEmpty()
                && numbers.stream().allMatch(number -> number.shape() instanceof NumberFeatures.Linear);
    }

    @Override
    public RowEncoding encoding() {
        return RowEncoding.plain(features);
    }

    @Override
    public void writeNumbers(float[] u, int from, float[] x, int to) {
        if (plain) {
            System.arraycopy(u, from, x, to, features);
            return;
        }
        if (levels.length > 0) {
            Arrays.fill(x, to, to + features, 0);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i].shape().write(u[from + i], x, to + numbers[i].at());
        }
    }

    @Override
    public void writeLevel(int i, int level, float[] x, int to) {
        if (level >= levels[i].firstShown()) {
            x[to + levels[i].at() + level] = 1;
        }
    }

    @Override
    public int[] places(int fromNumber, int toNumber, int fromLevel, int toLevel) {
        IntStream ofNumbers = Arrays.stream(numbers, fromNumber, toNumber)
                .flatMapToInt(number -> IntStream.range(
                        number.at(), number.at() + number.shape().width()));
        IntStream ofLevels = Arrays.stream(levels, fromLevel, toLevel)
                .flatMapToInt(level -> IntStream.range(level.at() + level.firstShown(), level.at() + level.levels()));
        return IntStream.concat(ofNumbers, ofLevels).toArray();
    }
}
