package dev.chainrule.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** What the training of a member has left, while the others are still trained. */
@Entity
@Table(name = "job_result")
class JobResult {

    @Embeddable
    record Key(UUID jobId, int member) {}

    @EmbeddedId
    private Key key;

    /** Little-endian float32, (P). */
    private byte[] parameters;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected JobResult() {}

    JobResult(Key key, byte[] parameters) {
        this.key = key;
        this.parameters = parameters.clone();
    }

    int member() {
        return key.member();
    }

    byte[] parameters() {
        return parameters.clone();
    }
}
