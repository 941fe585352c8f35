package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The most frequent values of the categorical and boolean columns: their counts are known by hash, their texts stand in the rows
 * where they occur first.
 */
final class TopCategories {

    static final int MOST = 10;
    /** How many equally frequent values of all columns are looked at to find the first ten of each in label order. */
    private static final int MOST_CANDIDATES = 100_000;

    private TopCategories() {}

    /** How many of the most frequent values of a column are wanted, in a table of so many columns. */
    static int candidates(int columns) {
        return Math.clamp(MOST_CANDIDATES / columns, MOST, 1_000);
    }

    private record Wanted(Column column, long count) {}

    /** The columns of {@code schema}, with {@code top}, their most frequent values, spelt out. */
    static List<Column> find(Schema schema, ChunkSource source, Function<Column, List<DistinctCounts.Counted>> top) {
        TreeMap<Long, List<Wanted>> wanted = new TreeMap<>();
        for (Column column : schema.columns()) {
            if (column.type() == ColumnType.CATEGORICAL || column.type() == ColumnType.BOOLEAN) {
                top.apply(column)
                        .forEach(value -> wanted.computeIfAbsent(value.firstRow(), row -> new ArrayList<>())
                                .add(new Wanted(column, value.count())));
            }
        }
        Map<Integer, List<Column.Category>> spelt = new HashMap<>();
        RowCursor cursor = new RowCursor(schema, source, List.of());
        long row = 0;
        for (Map.Entry<Long, List<Wanted>> entry : wanted.entrySet()) {
            cursor.skip(entry.getKey() - row);
            if (!cursor.next()) {
                throw new IllegalStateException("there is no row " + entry.getKey());
            }
            row = entry.getKey() + 1;
            for (Wanted value : entry.getValue()) {
                spelt.computeIfAbsent(value.column().index(), index -> new ArrayList<>())
                        .add(new Column.Category(cursor.category(value.column()), value.count()));
            }
        }
        return schema.columns().stream()
                .map(column -> column.withTopCategories(sorted(spelt.getOrDefault(column.index(), List.of()))))
                .toList();
    }

    private static List<Column.Category> sorted(List<Column.Category> categories) {
        Map<String, Integer> order = new HashMap<>();
        Labels.ordered(categories.stream().map(Column.Category::value).toList())
                .forEach(label -> order.put(label, order.size()));
        return categories.stream()
                .sorted(Comparator.comparingLong(Column.Category::count)
                        .reversed()
                        .thenComparingInt(category -> order.getOrDefault(category.value(), 0)))
                .limit(MOST)
                .toList();
    }
}
