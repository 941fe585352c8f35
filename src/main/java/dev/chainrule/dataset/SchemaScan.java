package dev.chainrule.dataset;

import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, row by row, what the columns of a dataset are, and passes the cells on to be stored. Its memory does not grow with the
 * rows.
 */
final class SchemaScan {

    /** More rows than this are refused: whoever trains keeps something about each of them in an array. */
    static final long MOST_ROWS = 100_000_000;

    private final DatasetKind kind;
    private final List<String> names;
    private final Selection selection;
    private final ChunkWriter writer;
    private final ColumnScan[] columns;
    private final LongSupplier[] places;
    private final Decimal decimal = new Decimal();
    private long rows;

    /** @param lineOf tells the line, or the row, of a column's current cell */
    SchemaScan(
            DatasetKind kind, List<String> names, Selection selection, ChunkWriter writer, IntToLongFunction lineOf) {
        this.kind = kind;
        this.names = List.copyOf(names);
        this.selection = selection;
        this.writer = writer;
        DistinctCounts.Budget budget = new DistinctCounts.Budget();
        columns = new ColumnScan[names.size()];
        places = new LongSupplier[names.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            columns[i] = new ColumnScan(budget, selection.types().get(names.get(i)));
            places[i] = () -> lineOf.applyAsLong(column);
        }
    }

    /** A cell, as it was sent: {@code chars[from..to)}. */
    void add(int column, char[] chars, int from, int to, boolean string) {
        int first = from;
        int end = to;
        while (first < end && isBlank(chars[first])) {
            first++;
        }
        while (first < end && isBlank(chars[end - 1])) {
            end--;
        }
        if (Cell.isMissing(chars, first, end)) {
            columns[column].addMissing();
            writer.text(chars, from, to);
            return;
        }
        double number = decimal.read(chars, first, end);
        columns[column].add(chars, first, end, number, string, rows, places[column]);
        if (decimal.isPlain() && end - first == to - from) {
            writer.decimal(decimal);
        } else {
            writer.text(chars, from, to);
        }
    }

    private static boolean isBlank(char c) {
        // almost every character is told by the first comparison
        return (c <= ' ' || c > '~') && Character.isWhitespace(c);
    }

    void add(int column, String cell, boolean string) {
        char[] chars = cell.toCharArray();
        add(column, chars, 0, chars.length, string);
    }

    void addMissing(int column) {
        columns[column].addMissing();
        writer.text("");
    }

    /** A value of a matrix. */
    void add(int column, double number) {
        columns[column].add(number, rows);
        writer.number(number);
    }

    void endRow() {
        rows++;
        writer.endRow();
    }

    long rows() {
        return rows;
    }

    ColumnScan.@Nullable Misfit tooLarge(int column) {
        return columns[column].tooLarge();
    }

    /** The cell that keeps a column from being of the type that the request wants. */
    ColumnScan.@Nullable Misfit misfit(int column) {
        return columns[column].misfit();
    }

    /** What is wrong with a {@link #misfit}. */
    String demand(int column, ColumnScan.Misfit misfit) {
        ColumnType wanted = selection.types().get(names.get(column));
        String type = wanted == null ? "" : wanted.text();
        return JsonText.quote(misfit.cell()) + " is not " + type + ", as types says of " + names.get(column);
    }

    /**
     * The schema of what was seen.
     *
     * @param source the rows that were seen, for a look at the most frequent values
     */
    Schema finish(ChunkSource source) {
        List<Column> found = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            boolean isTarget = selection.target().contains(names.get(i));
            found.add(columns[i].finish(i, names.get(i), kind, isTarget));
        }
        Schema schema = new Schema(kind, rows, found, selection, List.of());
        int most = TopCategories.candidates(columns.length);
        List<Column> complete = TopCategories.find(schema, source, column -> columns[column.index()].top(most));
        Schema spelt = new Schema(kind, rows, complete, selection, List.of());
        return new Schema(
                kind,
                rows,
                complete,
                selection,
                spelt.choose(selection, Blame.NOBODY).warnings());
    }
}
