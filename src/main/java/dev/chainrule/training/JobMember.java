package dev.chainrule.training;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a member of a job's model is. Written only while the job's row is locked. */
@Entity
@Table(name = "job_member")
class JobMember {

    @Embeddable
    record Key(UUID jobId, int member) {}

    /** The best epoch so far, with the loss that makes it the best. */
    record Best(int epoch, double loss) {}

    @EmbeddedId
    private Key key;

    private int trainingRows;
    private int epochs;
    private int epoch;
    private @Nullable Integer bestEpoch;
    private @Nullable Double bestLoss;

    @Enumerated(EnumType.STRING)
    private @Nullable StopReason stopReason;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected JobMember() {}

    /** @param epochs at most */
    JobMember(Key key, int trainingRows, int epochs) {
        this.key = key;
        this.trainingRows = trainingRows;
        this.epochs = epochs;
    }

    /** Epochs up to {@code completed} have been recorded. */
    void completed(int completed, Optional<Best> best) {
        epoch = completed;
        bestEpoch = best.map(Best::epoch).orElse(null);
        bestLoss = best.map(Best::loss).orElse(null);
    }

    void finish(StopReason reason) {
        stopReason = reason;
    }

    int member() {
        return key.member();
    }

    int trainingRows() {
        return trainingRows;
    }

    /** Epochs at most. */
    int epochs() {
        return epochs;
    }

    /** Epochs completed and recorded. */
    int epoch() {
        return epoch;
    }

    /** The one with the lowest monitored loss; empty before the first. */
    Optional<Best> best() {
        return bestEpoch == null || bestLoss == null ? Optional.empty() : Optional.of(new Best(bestEpoch, bestLoss));
    }

    /** Why its training ended; null before. */
    @Nullable
    StopReason stopReason() {
        return stopReason;
    }

    boolean isFinished() {
        return stopReason != null;
    }

    /** Whether it is being trained, or was when the job last ran. */
    boolean isUnderWay() {
        return epoch > 0 && !isFinished();
    }

    /** Epochs that are still to come, at most. */
    int epochsLeft() {
        return isFinished() ? 0 : epochs - epoch;
    }
}
