package dev.chainrule.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a dataset with what is known about its cells.
 *
 * @param index position in the rows, from 0
 * @param wholeNumbers whether it is numeric and all its values are whole
 * @param missing number of cells without a value
 * @param distinct number of distinct values, exact up to {@link #MOST_DISTINCT}; one more than that means more
 * @param min smallest value of a numeric column or a date; null otherwise, like the three below
 * @param standardDeviation with divisor n
 * @param topCategories the most frequent values of a categorical or boolean column, most frequent first
 */
public record Column(
        int index,
        String name,
        ColumnType type,
        boolean wholeNumbers,
        long missing,
        long distinct,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double mean,
        @Nullable Double standardDeviation,
        List<Category> topCategories) {

    /** Up to how many distinct values of a column are counted. */
    public static final int MOST_DISTINCT = 100_000;

    /** A value of a column and how often it occurs. */
    public record Category(String value, long count) {}

    /** Whether its cells are read as numbers. */
    public boolean isNumber() {
        return type == ColumnType.NUMERIC || type == ColumnType.DATE;
    }

    Column withTopCategories(List<Category> categories) {
        return new Column(
                index,
                name,
                type,
                wholeNumbers,
                missing,
                distinct,
                min,
                max,
                mean,
                standardDeviation,
                List.copyOf(categories));
    }
}
