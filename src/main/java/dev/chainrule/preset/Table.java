package dev.chainrule.preset;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;

/**
 * What the recipe has to know about a table.
 *
 * @param rows those with a target
 * @param numbers numeric columns among the features, a date counting as three
 * @param levels upper bound of the levels of all categories
 * @param outputs of a network: numbers to predict, or classes, two of which take one output
 */
record Table(long rows, int numbers, long levels, Kind kind, int outputs) {

    /** What is to be predicted. */
    enum Kind {
        REGRESSION,
        BINARY,
        MULTICLASS
    }

    private static final int NUMBERS_OF_A_DATE = 3;
    private static final int LEVELS_OF_A_DATE = 7 + 12;

    static Table of(long rows, ChosenColumns columns) {
        int numbers = 0;
        long levels = 0;
        for (Column column : columns.features()) {
            switch (column.type()) {
                case NUMERIC -> numbers++;
                case DATE -> {
                    numbers += NUMBERS_OF_A_DATE;
                    levels += LEVELS_OF_A_DATE;
                }
                case BOOLEAN -> levels++;
                case CATEGORICAL, TEXT -> levels += Math.min(column.distinct(), Recipe.MOST_LEVELS + 2);
            }
            levels += column.missing() > 0 ? 1 : 0;
        }
        if (!columns.isClassification()) {
            return new Table(
                    rows, numbers, levels, Kind.REGRESSION, columns.targets().size());
        }
        long classes = columns.targets().getFirst().distinct();
        return classes <= 2
                ? new Table(rows, numbers, levels, Kind.BINARY, 1)
                : new Table(rows, numbers, levels, Kind.MULTICLASS, Math.toIntExact(classes));
    }
}
