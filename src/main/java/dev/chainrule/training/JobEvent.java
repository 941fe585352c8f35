package dev.chainrule.training;

import java.util.Locale;
import java.util.UUID;

/**
 * Something to tell of a job.
 *
 * @param position of a client that was told this
 * @param member that it is about; 0 where it is about the job
 * @param sequenceNumber of the transition that it tells; 0 where it tells something else
 * @param data JSON without line breaks
 */
record JobEvent(UUID job, Kind kind, EventPosition position, int member, long sequenceNumber, String data) {

    enum Kind {
        STATE,
        EPOCH,
        CHECKPOINT,
        DONE;

        /** As clients see it: "state". */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
