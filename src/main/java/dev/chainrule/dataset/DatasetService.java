package dev.chainrule.dataset;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Datasets: creation from JSON, finding, reading, deletion. (Uploads of CSV are {@link DatasetUpload}.) */
@Service
public class DatasetService {

    private final DatasetRepository datasets;
    private final DatasetStore store;
    private final ObjectProvider<DatasetUse> uses;

    DatasetService(DatasetRepository datasets, DatasetStore store, ObjectProvider<DatasetUse> uses) {
        this.datasets = datasets;
        this.store = store;
        this.uses = uses;
    }

    /** Stores the dataset of a JSON body, or refuses it with all its faults. */
    @Transactional
    Dataset create(JsonNode body) {
        Faults faults = new Faults();
        InlineDataset dataset = DatasetJson.read(JsonObject.of(body, "", faults), body);
        faults.throwIfAny();
        if (dataset == null) {
            throw new IllegalStateException("no dataset and no fault");
        }
        return store(dataset);
    }

    /**
     * Reads the dataset under {@code name} of a request: {@code {"id": ..., "target": ..., "features": ..., "ignore": ...,
     * "weight": ..., "types": ...}}, or all of it. Nothing is stored.
     *
     * @return null where there was any fault, which is then among those of {@code json}
     */
    public @Nullable DatasetReference readReference(JsonObject json, String name) {
        JsonNode node = json.get(name);
        if (node == null) {
            json.missing(name);
            return null;
        }
        JsonObject reference = JsonObject.of(node, json.pointer(name), json.faults());
        int before = json.faults().count();
        if (!reference.has("id")) {
            InlineDataset inline = node.isObject() ? DatasetJson.read(reference, node) : null;
            return inline == null ? null : DatasetReference.to(inline);
        }
        Dataset dataset = reference.text("id").flatMap(this::findByText).orElse(null);
        Selection selection = DatasetJson.selection(reference);
        reference.end();
        if (dataset == null) {
            reference.fault("id", "there is no dataset " + JsonText.of(reference.get("id")));
            return null;
        }
        Schema schema = dataset.schema();
        Selection chosen = schema.selection().overriddenBy(selection);
        ChosenColumns columns = schema.choose(chosen, Blame.json(reference));
        return json.faults().count() > before ? null : DatasetReference.to(dataset, rows(dataset), columns);
    }

    private Optional<Dataset> findByText(String id) {
        try {
            return find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The dataset that {@code reference} speaks of, which is stored for it if need be, in the caller's transaction. */
    @Transactional
    public Dataset store(DatasetReference reference) {
        return reference.stored().orElseGet(() -> store(reference.inline().orElseThrow()));
    }

    private Dataset store(InlineDataset dataset) {
        Schema schema = dataset.rows().schema();
        UUID id = store.begin(dataset.name(), schema.kind(), schema.selection());
        ChunkSource source = dataset.rows().source();
        for (int i = 0; i < source.rowCounts().size(); i++) {
            store.append(id, i, List.of(source.chunk(i)));
        }
        return store.complete(id, schema, dataset.sha256());
    }

    public Optional<Dataset> find(UUID id) {
        return store.find(id);
    }

    /** The rows of a dataset, read from the database a chunk at a time. */
    public DatasetRows rows(Dataset dataset) {
        return new DatasetRows(dataset.schema(), store.chunks(dataset.id()));
    }

    /** Keeps a dataset from being deleted until the caller's transaction ends; false where there is none. */
    @Transactional
    public boolean hold(UUID id) {
        return datasets.findAndLock(id).isPresent();
    }

    Dataset get(UUID id) {
        return find(id).orElseThrow(() -> DatasetStore.missing(id));
    }

    @Transactional(readOnly = true)
    Page<DatasetAnswer.Line> list(@Nullable String name, @Nullable UUID after, int limit) {
        List<DatasetRepository.Line> found = datasets.list(name, after, Limit.of(limit + 1));
        return Page.of(found, limit, line -> line.id().toString())
                .map(line -> DatasetAnswer.Line.of(line, store.selection(line.selection())));
    }

    /** Rows as they were sent, in the order of the columns; missing values are null. */
    Page<List<@Nullable Object>> rows(UUID id, long from, int limit) {
        Dataset dataset = get(id);
        RowCursor cursor = rows(dataset).open(from);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < limit && cursor.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            dataset.schema().columns().forEach(column -> row.add(cursor.sent(column)));
            rows.add(row);
        }
        long end = from + rows.size();
        return new Page<>(rows, end < dataset.schema().rows() ? Long.toString(end) : null);
    }

    void delete(UUID id) {
        store.withdraw(id, () -> {
            if (uses.stream().anyMatch(use -> use.isInUse(id))) {
                throw ProblemException.conflict(
                        "the dataset " + id + " is in use by a training job that has not ended");
            }
        });
        store.discard(id);
    }
}
