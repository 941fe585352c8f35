package dev.chainrule.preparation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows are prepared: first to cells, one for each transform, a scaled number or a level, in which form they can be kept; then, by a
 * {@link RowWriter}, to a row of x. Rows of a dataset and instances of requests take the same way.
 */
final class FeatureLayout {

    private final List<InputColumn> inputs;
    /** (inputs + 1) the first number of each input among the cells, and its first level */
    private final int[] firstNumber;

    private final int[] firstLevel;
    /** Levels by category, for each input; none where it has no categories. */
    private final List<Map<String, Integer>> categories;

    private final List<RowWriter.NumberPlace> numbers = new ArrayList<>();
    private final List<RowWriter.LevelPlace> levels = new ArrayList<>();
    private final int features;

    FeatureLayout(List<InputColumn> inputs) {
        this.inputs = inputs;
        firstNumber = new int[inputs.size() + 1];
        firstLevel = new int[inputs.size() + 1];
        int at = 0;
        for (int i = 0; i < inputs.size(); i++) {
            firstNumber[i] = numbers.size();
            firstLevel[i] = levels.size();
            for (Transform transform : inputs.get(i).transforms()) {
                switch (transform) {
                    case Transform.Numeric number ->
                        numbers.add(new RowWriter.NumberPlace(NumberFeatures.of(number.shape()), at));
                    case Transform.Flag _, Transform.Missing _ -> levels.add(new RowWriter.LevelPlace(at - 1, 1, 2));
                    case Transform.OneHot hot ->
                        levels.add(new RowWriter.LevelPlace(at - hot.firstLevel(), hot.firstLevel(), hot.levels()));
                }
                at += transform.width();
            }
        }
        firstNumber[inputs.size()] = numbers.size();
        firstLevel[inputs.size()] = levels.size();
        categories = inputs.stream().map(FeatureLayout::index).toList();
        features = at;
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

    /** Where in the rows of a writer is what comes of an input. */
    int[] places(RowWriter writer, int input) {
        return writer.places(firstNumber[input], firstNumber[input + 1], firstLevel[input], firstLevel[input + 1]);
    }

    /**
     * Writes rows of cells as networks take them.
     *
     * @param mayEncode whether they take encoded rows
     */
    RowWriter writer(boolean mayEncode) {
        return RowWriter.of(numbers, levels, features, mayEncode);
    }

    int inputs() {
        return inputs.size();
    }

    /** How many numbers the cells of a row are. */
    int numbers() {
        return numbers.size();
    }

    /** How many levels the cells of a row are. */
    int levels() {
        return levels.size();
    }

    /** How many levels there are in each place of the cells of a row. */
    int[] levelCounts() {
        return levels.stream().mapToInt(RowWriter.LevelPlace::levels).toArray();
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
}
