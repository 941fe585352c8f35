package dev.chainrule.dataset;

import java.util.List;

/** The rows of a dataset, stored or not, to be read as often as needed. */
public final class DatasetRows {

    private final Schema schema;
    private final ChunkSource source;
    private final List<Column> known;
    private final int count;

    DatasetRows(Schema schema, ChunkSource source) {
        this(schema, source, List.of());
    }

    private DatasetRows(Schema schema, ChunkSource source, List<Column> known) {
        this.schema = schema;
        this.source = source;
        this.known = known;
        count = countKnown();
    }

    private int countKnown() {
        return switch (known.size()) {
            case 0 -> Math.toIntExact(schema.rows());
            case 1 -> Math.toIntExact(schema.rows() - known.getFirst().missing());
            default -> {
                int rows = 0;
                RowCursor cursor = open();
                while (cursor.next()) {
                    rows++;
                }
                yield rows;
            }
        };
    }

    /** These rows without those in which one of the {@code targets} is missing: nothing can be learned from them, nor measured. */
    public DatasetRows withKnown(List<Column> targets) {
        return new DatasetRows(
                schema,
                source,
                targets.stream().filter(target -> target.missing() > 0).toList());
    }

    public Schema schema() {
        return schema;
    }

    /** The number of rows, for those who keep something about each in an array. */
    public int count() {
        return count;
    }

    /** A cursor before the first row. */
    public RowCursor open() {
        return new RowCursor(schema, source, known);
    }

    /** A cursor before the row {@code from} of all rows, counting from 0. */
    RowCursor open(long from) {
        RowCursor cursor = new RowCursor(schema, source, List.of());
        cursor.skip(from);
        return cursor;
    }

    ChunkSource source() {
        return source;
    }
}
