package dev.chainrule.dataset;

import dev.chainrule.web.Faults;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes CSV files in while they arrive: a chunk is stored as soon as it is full, nobody sees the dataset before the last one, and
 * of a refused or interrupted upload nothing stays behind.
 */
@Component
class DatasetUpload {

    private static final Logger log = LoggerFactory.getLogger(DatasetUpload.class);

    /** An upload that has not stored a chunk for so long is taken for interrupted: its process was killed. */
    private static final Duration STALE = Duration.ofHours(1);

    private final DatasetStore store;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    DatasetUpload(DatasetStore store, JdbcTemplate jdbc, Clock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** H2's file lock proves that no other process is uploading; on PostgreSQL another replica may be. */
    @EventListener(ApplicationReadyEvent.class)
    void sweepAtStart() {
        String database = jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
        sweep("H2".equals(database) ? Duration.ZERO : STALE);
    }

    private void sweep(Duration age) {
        int swept = store.discardUnfinished(clock.instant().minus(age));
        if (swept > 0) {
            log.info("swept away {} interrupted uploads", swept);
        }
    }

    /** Stores the CSV file that {@code body} brings. */
    Dataset upload(UploadQuery query, InputStream body) {
        sweep(STALE);
        MessageDigest digest = DatasetJson.sha256();
        CsvRows rows = new CsvRows(new DigestInputStream(body, digest), query.hasHeader());
        Selection selection = query.selection();
        Faults faults = new Faults();
        selection.check(rows.header(), Blame.query(faults));
        faults.throwIfAny();
        UUID id = store.begin(query.name(), DatasetKind.TABLE, selection);
        ChunkPipe pipe = new ChunkPipe((first, chunks) -> store.append(id, first, chunks), store.chunks(id));
        boolean complete = false;
        try {
            Schema schema = CsvTable.read(rows, selection, pipe, pipe);
            schema.choose(selection, Blame.query(faults));
            faults.throwIfAny();
            Dataset dataset = store.complete(id, schema, HexFormat.of().formatHex(digest.digest()));
            complete = true;
            return dataset;
        } finally {
            if (!complete) {
                pipe.drain();
                store.discard(id);
            }
        }
    }
}
