package dev.chainrule.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What a run goes on from after an interruption: one row a job and member, replaced each time. */
@Entity
@Table(name = "job_snapshot")
@SuppressWarnings("UnusedVariable") // columns that are for queries and people
class JobSnapshot {

    @Embeddable
    record Key(UUID jobId, int member) {}

    @EmbeddedId
    private Key key;

    private int epoch;
    private int batch;
    private Instant writtenAt;
    private byte[] content;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected JobSnapshot() {}

    JobSnapshot(Key key, int epoch, int batch, Instant writtenAt, byte[] content) {
        this.key = key;
        this.epoch = epoch;
        this.batch = batch;
        this.writtenAt = writtenAt;
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }
}
