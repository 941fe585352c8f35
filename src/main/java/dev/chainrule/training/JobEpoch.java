package dev.chainrule.training;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an epoch gave: a row of a job's history. Its key makes it impossible to record an epoch twice. */
@Entity
@Table(name = "job_epoch")
class JobEpoch {

    @Embeddable
    record Key(UUID jobId, int member, int epoch) {}

    @EmbeddedId
    private Key key;

    /** What tells a stream of events that the row is newer than what it has sent. */
    @SuppressWarnings("UnusedVariable") // read by queries
    private long revision;

    private double trainLoss;
    private @Nullable Double validationLoss;
    private double learningRate;

    @Column(columnDefinition = "text")
    private String metrics;

    private double seconds;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected JobEpoch() {}

    JobEpoch(
            Key key,
            long revision,
            double trainLoss,
            @Nullable Double validationLoss,
            double learningRate,
            String metrics,
            double seconds) {
        this.key = key;
        this.revision = revision;
        this.trainLoss = trainLoss;
        this.validationLoss = validationLoss;
        this.learningRate = learningRate;
        this.metrics = metrics;
        this.seconds = seconds;
    }

    int member() {
        return key.member();
    }

    int epoch() {
        return key.epoch();
    }

    double trainLoss() {
        return trainLoss;
    }

    @Nullable
    Double validationLoss() {
        return validationLoss;
    }

    /** The loss that tells which epoch is the best: validation where there is any, else training. */
    double monitoredLoss() {
        return validationLoss != null ? validationLoss : trainLoss;
    }

    double learningRate() {
        return learningRate;
    }

    String metrics() {
        return metrics;
    }

    double seconds() {
        return seconds;
    }
}
