package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Finds out, cell by cell, what a column of a table is, and its statistics. */
final class ColumnScan {

    /** More distinct values than this, and more than this share of the rows, make a column text. */
    private static final int TEXT_VALUES = 1_000;

    private static final double TEXT_SHARE = 0.05;

    private final @Nullable ColumnType wanted;
    private final DistinctCounts values;
    private final Moments moments = new Moments();
    private long cells;
    private long missing;
    private boolean strings;
    private boolean whole = true;
    private @Nullable Misfit noNumber;
    private @Nullable Misfit noFlag;
    private @Nullable Misfit noDate;
    private @Nullable Misfit tooLarge;

    /** @param wanted the type that the request gives the column; null: the cells decide */
    ColumnScan(DistinctCounts.Budget budget, @Nullable ColumnType wanted) {
        this.wanted = wanted;
        values = new DistinctCounts(budget);
    }

    /** The first cell that is not of some kind, and its line or row. */
    record Misfit(long place, String cell) {

        private static final int LONGEST = 60;

        static Misfit of(LongSupplier place, char[] chars, int from, int to) {
            String cell = new String(chars, from, Math.min(to - from, LONGEST));
            return new Misfit(place.getAsLong(), to - from > LONGEST ? cell + "..." : cell);
        }
    }

    void addMissing() {
        missing++;
    }

    /**
     * The cell {@code chars[from..to)}, which is not missing and has no blanks around it.
     *
     * @param decimal the number that it is, NaN if it is none
     * @param string whether it is text by itself, as a string of JSON is, and so no number even if it looks like one
     * @param row of the cell, from 0
     * @param place tells its line
     */
    void add(char[] chars, int from, int to, double decimal, boolean string, long row, LongSupplier place) {
        cells++;
        strings |= string;
        boolean isDecimal = !Double.isNaN(decimal);
        if (noNumber == null && !isDecimal) {
            noNumber = Misfit.of(place, chars, from, to);
        }
        if (noFlag == null && Cell.flag(chars, from, to) == null) {
            noFlag = Misfit.of(place, chars, from, to);
        }
        if (noNumber == null) {
            if (noDate == null) {
                noDate = Misfit.of(place, chars, from, to);
            }
            addNumber(chars, from, to, decimal, place);
        } else if (noDate == null) {
            double days = isDecimal ? Double.NaN : Cell.epochDays(chars, from, to);
            if (Double.isNaN(days)) {
                noDate = Misfit.of(place, chars, from, to);
            } else {
                moments.add(days);
            }
        }
        values.add(hash(chars, from, to, decimal), row);
    }

    private void addNumber(char[] chars, int from, int to, double decimal, LongSupplier place) {
        if (Double.isFinite(decimal)) {
            whole = whole && decimal == Math.rint(decimal);
            moments.add(decimal);
        } else if (tooLarge == null) {
            tooLarge = Misfit.of(place, chars, from, to);
        }
    }

    /** A value of a matrix. */
    void add(double number, long row) {
        cells++;
        whole = whole && number == Math.rint(number);
        moments.add(number);
        values.add(DistinctCounts.hash(number), row);
    }

    /** The same for cells that say the same: 1 and 1.0, true and True; but where they are wanted as texts, each for itself. */
    private long hash(char[] chars, int from, int to, double decimal) {
        boolean texts = wanted == ColumnType.CATEGORICAL || wanted == ColumnType.TEXT;
        if (!texts && Double.isFinite(decimal)) {
            return DistinctCounts.hash(decimal);
        }
        Boolean flag = texts ? null : Cell.flag(chars, from, to);
        if (flag != null) {
            char[] text = flag.toString().toCharArray();
            return DistinctCounts.hash(text, 0, text.length);
        }
        return DistinctCounts.hash(chars, from, to);
    }

    /** The number in the way of a column that would be numeric without it; null where there is none. */
    @Nullable
    Misfit tooLarge() {
        return noNumber == null && (wanted == ColumnType.NUMERIC || (wanted == null && !strings)) ? tooLarge : null;
    }

    /** The cell in the way of the wanted type; null where there is none. */
    @Nullable
    Misfit misfit() {
        return wanted == null
                ? null
                : switch (wanted) {
                    case NUMERIC -> noNumber;
                    case BOOLEAN -> noFlag;
                    case DATE -> noDate;
                    case CATEGORICAL, TEXT -> null;
                };
    }

    Column finish(int index, String name, DatasetKind kind, boolean isTarget) {
        ColumnType type = switch (kind) {
            case MATRIX -> noNumber == null && !strings ? ColumnType.NUMERIC : ColumnType.CATEGORICAL;
            case TABLE -> wanted == null ? type(isTarget) : wanted;
        };
        boolean scale = (type == ColumnType.NUMERIC || type == ColumnType.DATE) && moments.count() > 0;
        return new Column(
                index,
                name,
                type,
                readableAs(),
                noNumber == null && whole && cells > 0,
                missing,
                values.distinct(),
                values.isEstimated(),
                scale ? moments.min() : null,
                scale ? moments.max() : null,
                scale ? moments.mean() : null,
                scale ? moments.standardDeviation() : null,
                List.of());
    }

    private List<ColumnType> readableAs() {
        List<ColumnType> types = new ArrayList<>(List.of(ColumnType.CATEGORICAL, ColumnType.TEXT));
        if (noNumber == null && tooLarge == null) {
            types.add(ColumnType.NUMERIC);
        }
        if (noFlag == null) {
            types.add(ColumnType.BOOLEAN);
        }
        if (noDate == null) {
            types.add(ColumnType.DATE);
        }
        return types;
    }

    private ColumnType type(boolean isTarget) {
        if (noNumber == null && !strings) {
            return ColumnType.NUMERIC;
        }
        if (noFlag == null) {
            return ColumnType.BOOLEAN;
        }
        if (noDate == null) {
            return ColumnType.DATE;
        }
        boolean many = values.distinct() > TEXT_VALUES && values.distinct() > TEXT_SHARE * (cells + missing);
        return many && !isTarget ? ColumnType.TEXT : ColumnType.CATEGORICAL;
    }

    /** The most frequent values. */
    List<DistinctCounts.Counted> top(int most) {
        return values.top(most);
    }
}
