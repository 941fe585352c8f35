package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out, row by row, what the columns of a dataset are. Its memory does not grow with the rows. */
final class SchemaScan {

    private final DatasetKind kind;
    private final List<String> names;
    private final List<ColumnScan> columns = new ArrayList<>();
    private long rows;

    SchemaScan(DatasetKind kind, List<String> names) {
        this.kind = kind;
        this.names = List.copyOf(names);
        DistinctCounts.Budget budget = new DistinctCounts.Budget();
        names.forEach(name -> columns.add(new ColumnScan(budget)));
    }

    void add(int column, String cell, boolean text, long place) {
        columns.get(column).add(cell, text, place);
    }

    void add(int column, double number) {
        columns.get(column).add(number);
    }

    void endRow() {
        rows++;
    }

    long rows() {
        return rows;
    }

    ColumnScan.@Nullable TooLarge tooLarge(int column) {
        return columns.get(column).tooLarge();
    }

    /**
     * The schema of what was seen.
     *
     * @param source the rows that were seen, for a look at the most frequent values
     */
    Schema finish(Selection selection, ChunkSource source) {
        List<Column> found = new ArrayList<>();
        List<Schema.Warning> warnings = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i)
                    .finish(i, names.get(i), kind, selection.target().contains(names.get(i)));
            found.add(column);
            if (column.type() == ColumnType.TEXT) {
                warnings.add(new Schema.Warning(
                        column.name(),
                        "is text: it has " + (column.distinct() > Column.MOST_DISTINCT ? "too many" : column.distinct())
                                + " distinct values, and is left out of the features"));
            }
        }
        Schema schema = new Schema(kind, rows, found, selection, warnings);
        List<Column> complete = TopCategories.find(
                schema, source, column -> columns.get(column.index()).top());
        return new Schema(kind, rows, complete, selection, warnings);
    }
}
