package dev.chainrule.training;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Counts runs in a row that ended without grace and without getting further, so that a job which kills its process ends. */
@Embeddable
class Attempts {

    static final int MOST = 10;

    @Column(name = "attempts")
    private int count;

    private int claimedEpoch;
    private int claimedBatch;

    /** A run starts from snapshots that have completed some epochs, and some batches of the next ones. */
    void start(int epoch, int batch) {
        claimedEpoch = epoch;
        claimedBatch = batch;
    }

    /** A run ended without a word, leaving snapshots at this position. */
    void interrupted(int epoch, int batch) {
        boolean gotFurther = epoch > claimedEpoch || (epoch == claimedEpoch && batch > claimedBatch);
        count = gotFurther ? 0 : count + 1;
    }

    boolean areUsedUp() {
        return count >= MOST;
    }
}
