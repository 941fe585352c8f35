package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The most frequent values of the categorical and boolean columns: their counts are known by hash, their texts stand in the rows. */
final class TopCategories {

    static final int MOST = 10;
    /** How many equally frequent values are looked at to find the first ten in label order. */
    private static final int MOST_TIES = 1_000;

    private final Column column;
    private final Map<Long, Long> unspelt = new HashMap<>();
    private final List<Column.Category> spelt = new ArrayList<>();

    private TopCategories(Column column, Map<Long, Long> counts) {
        this.column = column;
        counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TIES)
                .forEach(entry -> unspelt.put(entry.getKey(), entry.getValue()));
    }

    /** The columns of {@code schema}, with {@code counts} of their most frequent values by hash spelt out. */
    static List<Column> find(Schema schema, ChunkSource source, Function<Column, Map<Long, Long>> counts) {
        Map<Integer, TopCategories> wanted = new HashMap<>();
        for (Column column : schema.columns()) {
            if (column.type() == ColumnType.CATEGORICAL || column.type() == ColumnType.BOOLEAN) {
                wanted.put(column.index(), new TopCategories(column, counts.apply(column)));
            }
        }
        List<TopCategories> open = new ArrayList<>(wanted.values());
        RowCursor cursor = new RowCursor(schema, source, 0);
        // frequent as they are, most stand in the first rows
        while (!open.isEmpty() && cursor.next()) {
            open.removeIf(top -> top.look(cursor));
        }
        return schema.columns().stream()
                .map(column -> {
                    TopCategories top = wanted.get(column.index());
                    return top == null ? column : column.withTopCategories(top.sorted());
                })
                .toList();
    }

    /** Whether the last text was found. */
    private boolean look(RowCursor cursor) {
        Long count = unspelt.remove(ColumnScan.hash(cursor.cell(column)));
        if (count != null) {
            spelt.add(new Column.Category(cursor.category(column), count));
        }
        return unspelt.isEmpty();
    }

    private List<Column.Category> sorted() {
        List<String> order =
                Labels.ordered(spelt.stream().map(Column.Category::value).toList());
        return spelt.stream()
                .sorted(Comparator.comparingLong(Column.Category::count)
                        .reversed()
                        .thenComparingInt(category -> order.indexOf(category.value())))
                .limit(MOST)
                .toList();
    }
}
