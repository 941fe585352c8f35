package dev.chainrule.training;

import java.util.Locale;
import java.util.Set;

/** Where a training job stands, with the one table of what may follow what. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean mayBecome(JobStatus next) {
        return switch (this) {
            case QUEUED -> Set.of(RUNNING, CANCELLED).contains(next);
            // back to the queue: recovery of an interrupted run
            case RUNNING -> Set.of(SUCCEEDED, FAILED, CANCELLED, PAUSED, QUEUED).contains(next);
            case PAUSED -> Set.of(QUEUED, CANCELLED).contains(next);
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether a runner may take the job; one that seems to run was interrupted. */
    boolean mayRun() {
        return switch (this) {
            case QUEUED, RUNNING -> true;
            case PAUSED, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    public boolean isEnded() {
        return switch (this) {
            case QUEUED, RUNNING, PAUSED -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }

    /** As clients see it: "queued". */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
