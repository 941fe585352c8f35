package dev.chainrule.dataset;

import dev.chainrule.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads datasets and their chunks; each method is one short transaction. */
@Component
class DatasetStore {

    private final DatasetRepository datasets;
    private final JdbcClient jdbc;
    private final JsonMapper mapper;
    private final Clock clock;

    DatasetStore(DatasetRepository datasets, JdbcClient jdbc, JsonMapper mapper, Clock clock) {
        this.datasets = datasets;
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** A dataset that nobody sees until it is {@link #complete}. */
    @Transactional
    UUID begin(Optional<String> name, DatasetKind kind, Selection selection) {
        DatasetEntity dataset = datasets.save(
                new DatasetEntity(name.orElse(null), kind, mapper.writeValueAsString(selection), clock.instant()));
        dataset.nameById();
        // the chunks that follow refer to it, past JPA
        datasets.flush();
        return dataset.id();
    }

    /**
     * Adds chunks, of which the first is the {@code first}th. Some at a time: at each commit H2 writes the last one stored once more.
     */
    @Transactional
    void append(UUID id, int first, List<Chunk> chunks) {
        uploading(id).touch(clock.instant());
        int index = first;
        for (Chunk chunk : chunks) {
            jdbc.sql("insert into dataset_chunk (dataset_id, chunk_index, row_count, content) values (?, ?, ?, ?)")
                    .params(id, index++, chunk.rows(), chunk.content())
                    .update();
        }
    }

    @Transactional
    Dataset complete(UUID id, Schema schema, String sha256) {
        DatasetEntity dataset = uploading(id);
        dataset.complete(schema.rows(), mapper.writeValueAsString(schema), sha256, clock.instant());
        return new Dataset(id, dataset.name(), schema, sha256, dataset.createdAt());
    }

    private DatasetEntity uploading(UUID id) {
        return datasets.findById(id)
                .orElseThrow(() -> ProblemException.conflict("the upload took too long and was swept away"));
    }

    /**
     * Makes a dataset invisible, so that it can be discarded.
     *
     * @param check throws if the dataset must stay; nobody can start to use it meanwhile
     */
    @Transactional
    void withdraw(UUID id, Runnable check) {
        DatasetEntity dataset = datasets.findAndLock(id).orElseThrow(() -> missing(id));
        check.run();
        dataset.withdraw(clock.instant());
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound("there is no dataset " + id);
    }

    /**
     * Deletes a dataset that is not complete, a chunk at a time: the database keeps what a transaction deletes in memory. What a
     * crash leaves is swept away later.
     */
    void discard(UUID id) {
        List<Integer> chunks = jdbc.sql("select chunk_index from dataset_chunk where dataset_id = ?")
                .param(id)
                .query(Integer.class)
                .list();
        for (int chunk : chunks) {
            jdbc.sql("delete from dataset_chunk where dataset_id = ? and chunk_index = ?")
                    .params(id, chunk)
                    .update();
        }
        jdbc.sql("delete from dataset where id = ? and not complete").param(id).update();
    }

    /** Deletes the uploads that have not got on since {@code before}, and says how many. */
    int discardUnfinished(Instant before) {
        List<UUID> unfinished = datasets.findUnfinished(before);
        unfinished.forEach(this::discard);
        return unfinished.size();
    }

    @Transactional(readOnly = true)
    Optional<Dataset> find(UUID id) {
        return datasets.findByIdAndCompleteTrue(id).map(this::toDataset);
    }

    private Dataset toDataset(DatasetEntity entity) {
        Schema schema = mapper.readValue(entity.schema(), Schema.class);
        return new Dataset(entity.id(), entity.name(), schema, entity.sha256(), entity.createdAt());
    }

    Selection selection(String json) {
        return mapper.readValue(json, Selection.class);
    }

    /** The chunks of a dataset, read one at a time. */
    ChunkSource chunks(UUID id) {
        return new ChunkSource() {
            @Override
            public List<Integer> rowCounts() {
                return jdbc.sql("select row_count from dataset_chunk where dataset_id = ? order by chunk_index")
                        .param(id)
                        .query(Integer.class)
                        .list();
            }

            @Override
            public Chunk chunk(int index) {
                return jdbc.sql("select row_count, content from dataset_chunk where dataset_id = ? and chunk_index = ?")
                        .params(id, index)
                        .query((row, number) -> new Chunk(row.getInt(1), row.getBytes(2)))
                        .optional()
                        .orElseThrow(() -> ProblemException.conflict("the dataset " + id + " was deleted meanwhile"));
            }
        };
    }
}
