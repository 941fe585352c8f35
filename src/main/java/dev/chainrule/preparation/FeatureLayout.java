package dev.chainrule.preparation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows are prepared: first to cells, one for each transform, a scaled number or a level, in which form they can be kept; then to
 * the features in a row of x. Rows of a dataset and instances of requests take the same way.
 */
final class FeatureLayout {

    private final List<InputColumn> inputs;
    /** (inputs) the first number of each input among the cells, and its first level */
    private final int[] firstNumber;

    private final int[] firstLevel;
    /** Levels by category, for each input; none where it has no categories. */
    private final List<Map<String, Integer>> categories;

    /** (numbers) */
    private final NumberFeatures[] numberFeatures;

    private final int[] numberAt;
    /** (levels) position in x that level 0 has or would have; the first level with a feature; number of levels */
    private final int[] levelAt;

    private final int[] firstShown;
    private final int[] levelCounts;

    private final int features;
    /** Whether the numbers of a row are its features. */
    private final boolean plain;

    FeatureLayout(List<InputColumn> inputs) {
        this.inputs = inputs;
        firstNumber = new int[inputs.size()];
        firstLevel = new int[inputs.size()];
        List<NumberFeatures> shapes = new ArrayList<>();
        List<Integer> shapesAt = new ArrayList<>();
        List<int[]> levels = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < inputs.size(); i++) {
            firstNumber[i] = shapes.size();
            firstLevel[i] = levels.size();
            for (Transform transform : inputs.get(i).transforms()) {
                switch (transform) {
                    case Transform.Numeric number -> {
                        shapes.add(NumberFeatures.of(number.shape()));
                        shapesAt.add(at);
                    }
                    case Transform.Flag _, Transform.Missing _ -> levels.add(new int[] {at - 1, 1, 2});
                    case Transform.OneHot hot ->
                        levels.add(new int[] {at - hot.firstLevel(), hot.firstLevel(), hot.levels()});
                }
                at += transform.width();
            }
        }
        categories = inputs.stream().map(FeatureLayout::index).toList();
        numberFeatures = shapes.toArray(NumberFeatures[]::new);
        numberAt = shapesAt.stream().mapToInt(Integer::intValue).toArray();
        levelAt = levels.stream().mapToInt(level -> level[0]).toArray();
        firstShown = levels.stream().mapToInt(level -> level[1]).toArray();
        levelCounts = levels.stream().mapToInt(level -> level[2]).toArray();
        features = at;
        plain = levels.isEmpty() && shapes.stream().allMatch(NumberFeatures.Linear.class::isInstance);
    }

    private static Map<String, Integer> index(InputColumn input) {
        Map<String, Integer> index = new HashMap<>();
        for (Transform transform : input.transforms()) {
            if (transform instanceof Transform.OneHot hot && hot.part() == Part.VALUE) {
                hot.categories().forEach(category -> index.put(category, index.size()));
            }
        }
        return index;
    }

    InputColumn input(int index) {
        return inputs.get(index);
    }

    /** Where the features of an input begin in x. */
    int firstFeature(int input) {
        return inputs.subList(0, input).stream().mapToInt(InputColumn::width).sum();
    }

    /** Number of features of an input. */
    int width(int input) {
        return inputs.get(input).width();
    }

    int inputs() {
        return inputs.size();
    }

    /** How many numbers the cells of a row are. */
    int numbers() {
        return numberAt.length;
    }

    /** How many levels there are in each place of the cells of a row. */
    int[] levelCounts() {
        return levelCounts;
    }

    int features() {
        return features;
    }

    /** Writes the cells of a number, a date or a boolean: NaN is a missing value. */
    void putNumber(int input, double value, float[] numbers, int[] levels) {
        int number = firstNumber[input];
        int level = firstLevel[input];
        for (Transform transform : inputs.get(input).transforms()) {
            switch (transform) {
                case Transform.Numeric of -> numbers[number++] = of.cell(value);
                case Transform.Flag(boolean fill) ->
                    levels[level++] = (Double.isNaN(value) ? fill : value != 0) ? 1 : 0;
                case Transform.Missing _ -> levels[level++] = Double.isNaN(value) ? 1 : 0;
                case Transform.OneHot hot ->
                    levels[level++] = Double.isNaN(value)
                            ? hot.fill()
                            : partLevel(hot, hot.part().of(value));
            }
        }
    }

    /** The level of a part of a date. */
    private static int partLevel(Transform.OneHot hot, double part) {
        int level = hot.categories().indexOf(Integer.toString((int) part));
        return level < 0 ? hot.otherLevel() : level;
    }

    /**
     * Writes the cells of a category.
     *
     * @param text as it was sent, null for a missing value
     * @param canonical the same as the category is called where the column is not categorical: 1 for 1.0, true for TRUE
     * @return false where the category is not known and has no level
     */
    boolean putCategory(int input, @Nullable String text, @Nullable String canonical, int[] levels) {
        int level = firstLevel[input];
        boolean known = true;
        for (Transform transform : inputs.get(input).transforms()) {
            switch (transform) {
                case Transform.OneHot hot when text == null || canonical == null -> levels[level++] = hot.fill();
                case Transform.OneHot hot -> {
                    Map<String, Integer> index = categories.get(input);
                    Integer found = index.get(text);
                    int category = found == null ? index.getOrDefault(canonical, hot.otherLevel()) : found;
                    known = category >= 0;
                    levels[level++] = category;
                }
                case Transform.Missing _ -> levels[level++] = text == null ? 1 : 0;
                case Transform.Numeric _, Transform.Flag _ ->
                    throw new IllegalArgumentException(inputs.get(input).name() + " has no categories");
            }
        }
        return known;
    }

    /** Writes the features of a row to x, from {@code to} on. */
    void write(float[] numbers, int numbersAt, int[] levels, float[] x, int to) {
        writeNumbers(numbers, numbersAt, x, to);
        for (int i = 0; i < levelAt.length; i++) {
            writeLevel(i, levels[i], x, to);
        }
    }

    void write(CompactRows rows, int row, float[] x, int to) {
        writeNumbers(rows.numbers(row), rows.numbersAt(row), x, to);
        for (int i = 0; i < levelAt.length; i++) {
            writeLevel(i, rows.level(row, i), x, to);
        }
    }

    private void writeNumbers(float[] numbers, int numbersAt, float[] x, int to) {
        if (plain) {
            System.arraycopy(numbers, numbersAt, x, to, features);
            return;
        }
        if (levelAt.length > 0) {
            Arrays.fill(x, to, to + features, 0);
        }
        for (int i = 0; i < numberAt.length; i++) {
            numberFeatures[i].write(numbers[numbersAt + i], x, to + numberAt[i]);
        }
    }

    private void writeLevel(int i, int level, float[] x, int to) {
        if (level >= firstShown[i]) {
            x[to + levelAt[i] + level] = 1;
        }
    }
}
