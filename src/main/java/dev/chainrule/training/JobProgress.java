package dev.chainrule.training;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** How far a job is. */
@Embeddable
class JobProgress {

    private int epochs;
    private int epoch;
    private @Nullable Integer bestEpoch;
    private int trainingRows;

    /** For JPA. */
    protected JobProgress() {}

    JobProgress(int epochs, int trainingRows) {
        this.epochs = epochs;
        this.trainingRows = trainingRows;
    }

    void startFrom(int completed) {
        epoch = completed;
    }

    void completed(int completed, @Nullable Integer best) {
        epoch = completed;
        bestEpoch = best;
    }

    /** Epochs at most. */
    int epochs() {
        return epochs;
    }

    /** Epochs completed and recorded. */
    int epoch() {
        return epoch;
    }

    /** The one with the lowest monitored loss; null before the first. */
    @Nullable
    Integer bestEpoch() {
        return bestEpoch;
    }

    int trainingRows() {
        return trainingRows;
    }
}
