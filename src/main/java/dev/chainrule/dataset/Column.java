package dev.chainrule.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a dataset with what is known about its cells.
 *
 * @param index position in the rows, from 0
 * @param readableAs the types that its cells can be read as
 * @param wholeNumbers whether its cells are numbers, all of them whole
 * @param missing number of cells without a value
 * @param distinct number of distinct values; exact up to {@link #MOST_COUNTED}, unless it is estimated
 * @param distinctEstimated whether the number of distinct values is an estimate: there are too many to be counted
 * @param min smallest value of a numeric column or a date; null otherwise, like the three below, and where all are missing
 * @param standardDeviation with divisor n
 * @param topCategories the most frequent values of a categorical or boolean column, most frequent first
 */
public record Column(
        int index,
        String name,
        ColumnType type,
        List<ColumnType> readableAs,
        boolean wholeNumbers,
        long missing,
        long distinct,
        boolean distinctEstimated,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double mean,
        @Nullable Double standardDeviation,
        List<Category> topCategories) {

    /** Up to how many distinct values of a column are counted. */
    public static final int MOST_COUNTED = 10_000;

    public Column {
        readableAs = List.copyOf(readableAs);
        topCategories = List.copyOf(topCategories);
    }

    /** A value of a column and how often it occurs. */
    public record Category(String value, long count) {}

    /** Whether its cells are read as numbers. */
    public boolean isNumber() {
        return type == ColumnType.NUMERIC || type == ColumnType.DATE;
    }

    /** Whether all cells say the same, or nothing. */
    boolean isConstant() {
        return distinct == 0 || (distinct == 1 && missing == 0);
    }

    /** Whether the cells only number or name the {@code rows}: every value is distinct, and they are texts or consecutive integers. */
    boolean isIdLike(long rows) {
        if (missing > 0 || rows < 2) {
            return false;
        }
        return switch (type) {
            case NUMERIC ->
                wholeNumbers
                        && min != null
                        && max != null
                        && max - min == rows - 1
                        // consecutive integers that repeat have gaps: an estimate tells that as well
                        && (distinctEstimated ? distinct > 0.9 * rows : distinct == rows);
            case CATEGORICAL, TEXT -> !distinctEstimated && distinct == rows;
            case BOOLEAN, DATE -> false;
        };
    }

    /** This column with its cells read as another type, which must be among those that they can be read as. */
    Column as(ColumnType other) {
        return other == type ? this : with(other, topCategories);
    }

    Column withTopCategories(List<Category> categories) {
        return with(type, categories);
    }

    private Column with(ColumnType newType, List<Category> categories) {
        return new Column(
                index,
                name,
                newType,
                readableAs,
                wholeNumbers,
                missing,
                distinct,
                distinctEstimated,
                min,
                max,
                mean,
                standardDeviation,
                categories);
    }
}
