package dev.chainrule.training;

import java.util.Locale;
import java.util.UUID;

/**
 * Something to tell of a job.
 *
 * @param position of a client that was told this
 * @param sequenceNumber of the transition that it tells; 0 where it tells something else
 * @param data JSON without line breaks
 */
record JobEvent(UUID job, Kind kind, EventPosition position, long sequenceNumber, String data) {

    enum Kind {
        STATE,
        EPOCH,
        DONE;

        /** As clients see it: "state". */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
