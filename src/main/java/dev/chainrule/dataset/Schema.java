package dev.chainrule.dataset;

import java.util.List;

/** What the rows of a dataset are, and what is known about them. */
public record Schema(DatasetKind kind, long rows, List<Column> columns, Selection selection, List<Warning> warnings) {

    public Schema {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /** Something about a column that its owner should know. */
    public record Warning(String column, String message) {}

    /** The columns that {@code selection} names; it must be one that was accepted before. */
    public ChosenColumns choose(Selection chosen) {
        return choose(chosen, (role, index, detail) -> {
            throw new IllegalArgumentException(role + ": " + detail);
        });
    }

    /** The columns that {@code selection} names; what is wrong with it goes to {@code blame}. */
    ChosenColumns choose(Selection chosen, Blame blame) {
        return new ColumnChooser(this, chosen, blame).choose();
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
