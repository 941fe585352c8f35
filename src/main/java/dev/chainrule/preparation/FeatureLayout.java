package dev.chainrule.preparation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the features of each input lie in a row of x; numbers and categories are kept apart until they are written there. */
final class FeatureLayout {

    private final List<InputColumn> inputs;
    /** (numbers) position in x of each number */
    private final int[] numberAt;
    /** (categories) position in x of the first feature of each categorical input */
    private final int[] categoryAt;

    /** (inputs) position in x of the first feature of each input */
    private final int[] inputAt;

    /** Indices of the categories of each input; none for numbers. */
    private final List<Map<String, Integer>> indices;

    private final int features;

    FeatureLayout(List<InputColumn> inputs) {
        this.inputs = inputs;
        int[] numbersAt = new int[inputs.size()];
        int[] categoriesAt = new int[inputs.size()];
        inputAt = new int[inputs.size()];
        int numbers = 0;
        int categories = 0;
        int at = 0;
        for (int i = 0; i < inputs.size(); i++) {
            inputAt[i] = at;
            switch (inputs.get(i).transform()) {
                case Transform.Scale _, Transform.Flag _ -> numbersAt[numbers++] = at;
                case Transform.OneHot _ -> categoriesAt[categories++] = at;
            }
            at += inputs.get(i).transform().width();
        }
        numberAt = Arrays.copyOf(numbersAt, numbers);
        categoryAt = Arrays.copyOf(categoriesAt, categories);
        indices = inputs.stream().map(FeatureLayout::index).toList();
        features = at;
    }

    private static Map<String, Integer> index(InputColumn input) {
        Map<String, Integer> index = new HashMap<>();
        if (input.transform() instanceof Transform.OneHot(List<String> categories)) {
            categories.forEach(category -> index.put(category, index.size()));
        }
        return index;
    }

    InputColumn input(int index) {
        return inputs.get(index);
    }

    /** How many numbers a row has: scaled ones and flags. */
    int numbers() {
        return numberAt.length;
    }

    /** How many categories a row has. */
    int categories() {
        return categoryAt.length;
    }

    /** Where the features of an input begin in x. */
    int at(int input) {
        return inputAt[input];
    }

    int features() {
        return features;
    }

    /**
     * The index of a category of input {@code input}, -1 where it is not known.
     *
     * @param text as it was sent
     * @param canonical the same as the category is called where the column is not categorical: 1 for 1.0, true for TRUE
     */
    int category(int input, String text, String canonical) {
        Map<String, Integer> index = indices.get(input);
        Integer found = index.get(text);
        return found == null ? index.getOrDefault(canonical, -1) : found;
    }

    /** Writes a row of x at {@code to} from its numbers and categories. */
    void write(float[] numbers, int firstNumber, int[] categories, int firstCategory, float[] x, int to) {
        if (categoryAt.length == 0) {
            System.arraycopy(numbers, firstNumber, x, to, features);
            return;
        }
        Arrays.fill(x, to, to + features, 0);
        for (int i = 0; i < numberAt.length; i++) {
            x[to + numberAt[i]] = numbers[firstNumber + i];
        }
        for (int i = 0; i < categoryAt.length; i++) {
            int category = categories[firstCategory + i];
            if (category >= 0) {
                x[to + categoryAt[i] + category] = 1;
            }
        }
    }
}
