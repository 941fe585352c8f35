package dev.chainrule.dataset;

/** The rows of a dataset, stored or not, to be read as often as needed. */
public final class DatasetRows {

    private final Schema schema;
    private final ChunkSource source;

    DatasetRows(Schema schema, ChunkSource source) {
        this.schema = schema;
        this.source = source;
    }

    public Schema schema() {
        return schema;
    }

    /** The number of rows, for those who keep something about each in an array. */
    public int count() {
        return Math.toIntExact(schema.rows());
    }

    /** A cursor before the first row. */
    public RowCursor open() {
        return open(0);
    }

    /** A cursor before the row {@code from}, counting from 0. */
    RowCursor open(long from) {
        return new RowCursor(schema, source, from);
    }

    ChunkSource source() {
        return source;
    }
}
