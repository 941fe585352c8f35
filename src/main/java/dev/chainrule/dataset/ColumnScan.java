package dev.chainrule.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out, cell by cell, what a column of a table is, and its statistics. */
final class ColumnScan {

    /** More distinct values than this, and more than this share of the rows, make a column text. */
    private static final int TEXT_VALUES = 1_000;

    private static final double TEXT_SHARE = 0.05;

    private final DistinctCounts values;
    private final Moments moments = new Moments();
    private long cells;
    private boolean numbers = true;
    private boolean flags = true;
    private boolean dates = true;
    private boolean whole = true;
    private @Nullable TooLarge tooLarge;

    ColumnScan(DistinctCounts.Budget budget) {
        values = new DistinctCounts(budget);
    }

    /** The first number that is too large, and where it is. */
    record TooLarge(long place, String cell) {}

    /**
     * @param cell not a missing value
     * @param text whether it is text by itself, as a string of JSON is, and so no number even if it looks like one
     * @param place the line or row of the cell
     */
    void add(String cell, boolean text, long place) {
        cells++;
        double decimal = Cell.number(cell);
        double number = text ? Double.NaN : decimal;
        double date = dates ? Cell.epochDays(cell) : Double.NaN;
        flags = flags && Cell.flag(cell) != null;
        numbers = numbers && !Double.isNaN(number);
        dates = dates && !Double.isNaN(date);
        if (numbers && Double.isInfinite(number)) {
            if (tooLarge == null) {
                tooLarge = new TooLarge(place, cell);
            }
        } else if (numbers) {
            whole = whole && number == Math.rint(number);
            moments.add(number);
        } else if (dates) {
            moments.add(date);
        }
        values.add(hash(cell, decimal));
    }

    /** A value of a matrix. */
    void add(double number) {
        cells++;
        whole = whole && number == Math.rint(number);
        moments.add(number);
        values.add(DistinctCounts.hash(number));
    }

    /** The same for cells that say the same: 1 and 1.0, true and True. */
    static long hash(String cell) {
        return hash(cell, Cell.number(cell));
    }

    private static long hash(String cell, double number) {
        if (Double.isFinite(number)) {
            return DistinctCounts.hash(number);
        }
        String text = cell.strip();
        return DistinctCounts.hash(Cell.flag(text) == null ? text : text.toLowerCase(Locale.ROOT));
    }

    /** The number in the way of a column that would be numeric without it; null where there is none. */
    @Nullable
    TooLarge tooLarge() {
        return numbers ? tooLarge : null;
    }

    Column finish(int index, String name, DatasetKind kind, boolean isTarget) {
        ColumnType type = switch (kind) {
            case MATRIX -> numbers ? ColumnType.NUMERIC : ColumnType.CATEGORICAL;
            case TABLE -> type(isTarget);
        };
        boolean scale = type == ColumnType.NUMERIC || type == ColumnType.DATE;
        return new Column(
                index,
                name,
                type,
                type == ColumnType.NUMERIC && whole,
                0,
                values.distinct(),
                scale ? moments.min() : null,
                scale ? moments.max() : null,
                scale ? moments.mean() : null,
                scale ? moments.standardDeviation() : null,
                List.of());
    }

    private ColumnType type(boolean isTarget) {
        if (numbers) {
            return ColumnType.NUMERIC;
        }
        if (flags) {
            return ColumnType.BOOLEAN;
        }
        if (dates) {
            return ColumnType.DATE;
        }
        boolean many =
                values.isExceeded() || (values.distinct() > TEXT_VALUES && values.distinct() > TEXT_SHARE * cells);
        return many && !isTarget ? ColumnType.TEXT : ColumnType.CATEGORICAL;
    }

    /** Counts of the most frequent values, by hash. */
    Map<Long, Long> top() {
        return values.top(TopCategories.MOST);
    }
}
