package dev.chainrule.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member's network at the end of an epoch. */
@Entity
@Table(name = "job_checkpoint")
@SuppressWarnings("UnusedVariable") // what lists and streams of events ask for by queries
class JobCheckpoint {

    @Embeddable
    record Key(UUID jobId, int member, int epoch) {}

    @EmbeddedId
    private Key key;

    private long revision;
    private double trainLoss;
    private @Nullable Double validationLoss;

    /** Little-endian float32, (P). */
    private byte[] parameters;

    private Instant createdAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected JobCheckpoint() {}

    JobCheckpoint(
            Key key,
            long revision,
            double trainLoss,
            @Nullable Double validationLoss,
            byte[] parameters,
            Instant createdAt) {
        this.key = key;
        this.revision = revision;
        this.trainLoss = trainLoss;
        this.validationLoss = validationLoss;
        this.parameters = parameters.clone();
        this.createdAt = createdAt;
    }

    int member() {
        return key.member();
    }

    int epoch() {
        return key.epoch();
    }

    byte[] parameters() {
        return parameters.clone();
    }
}
