package dev.chainrule.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A change of a job's state, with the revision that it came with. Only ever added. */
@Entity
@Table(name = "job_transition")
@SuppressWarnings("UnusedVariable") // the key is for queries
class JobTransition {

    @Embeddable
    record Key(UUID jobId, long revision) {}

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    private Instant at;
    private String reason;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected JobTransition() {}

    JobTransition(UUID jobId, long revision, JobStatus status, Instant at, String reason) {
        this.key = new Key(jobId, revision);
        this.status = status;
        this.at = at;
        this.reason = reason;
    }

    JobStatus status() {
        return status;
    }

    Instant at() {
        return at;
    }

    String reason() {
        return reason;
    }
}
