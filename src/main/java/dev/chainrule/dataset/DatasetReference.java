package dev.chainrule.dataset;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dataset that a request speaks of, by id or with all its rows, and the columns that it chooses. */
public final class DatasetReference {

    private final DatasetRows rows;
    private final ChosenColumns columns;
    private final @Nullable Dataset stored;
    private final @Nullable InlineDataset inline;

    private DatasetReference(
            DatasetRows rows, ChosenColumns columns, @Nullable Dataset stored, @Nullable InlineDataset inline) {
        this.rows = rows.withKnown(columns.targets());
        this.columns = columns;
        this.stored = stored;
        this.inline = inline;
    }

    static DatasetReference to(Dataset stored, DatasetRows rows, ChosenColumns columns) {
        return new DatasetReference(rows, columns, stored, null);
    }

    static DatasetReference to(InlineDataset inline) {
        Schema schema = inline.rows().schema();
        return new DatasetReference(inline.rows(), schema.choose(schema.selection()), null, inline);
    }

    /** Its rows, without those whose target is missing. */
    public DatasetRows rows() {
        return rows;
    }

    public Schema schema() {
        return rows.schema();
    }

    /** The columns in their roles; without a target where neither the dataset nor the request names one. */
    public ChosenColumns columns() {
        return columns;
    }

    /** How much each row counts, (rows), at least 0; empty where nothing is said about it. */
    public float[] sampleWeights() {
        return sampleWeights(rows);
    }

    /** The same for some of its rows. */
    public float[] sampleWeights(DatasetRows rows) {
        Column column = columns.weight();
        if (column == null) {
            return new float[0];
        }
        float[] weights = new float[rows.count()];
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            weights[row] = (float) cursor.number(column);
        }
        return weights;
    }

    /** The stored dataset; empty for one that came with the request. */
    public Optional<Dataset> stored() {
        return Optional.ofNullable(stored);
    }

    Optional<InlineDataset> inline() {
        return Optional.ofNullable(inline);
    }
}
