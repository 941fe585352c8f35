package dev.chainrule.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one stream has told of each job, and the position that says so. */
final class ToldJobs {

    /** A longer position would not fit into the header that brings it back: 250 jobs of one member, or fewer of more. */
    private static final int MOST_MEMBERS = 500;

    /** @param sequenceNumber of the last transition that was told */
    private record Told(EventPosition position, long sequenceNumber) {}

    private final Map<UUID, Told> jobs = new LinkedHashMap<>();
    private @Nullable Long settled;

    /** For a stream of all jobs: all transitions up to this number were told. */
    void settle(long sequenceNumber) {
        if (settled == null || settled < sequenceNumber) {
            settled = sequenceNumber;
            jobs.values().removeIf(told -> told.position().end() && told.sequenceNumber() <= sequenceNumber);
        }
    }

    /** Takes up from what an earlier connection told, and its position listed. */
    void startFrom(UUID job, EventPosition position) {
        jobs.put(job, new Told(position, Long.MAX_VALUE));
    }

    /** Takes up from a settled transition. */
    void startFromSettled(UUID job, long revision) {
        jobs.put(job, new Told(new EventPosition(revision, List.of(), false), 0));
    }

    EventPosition of(UUID job) {
        Told told = jobs.get(job);
        return told == null ? EventPosition.START : told.position();
    }

    void add(JobEvent event) {
        Told before = jobs.get(event.job());
        long sequenceNumber =
                event.sequenceNumber() != 0 || before == null ? event.sequenceNumber() : before.sequenceNumber();
        jobs.put(event.job(), new Told(of(event.job()).with(event.position()), sequenceNumber));
    }

    /**
     * The position of a client that was told all this. Of all jobs, those are listed of which more was told than the settled transitions:
     * an epoch, or a transition beyond them; a job that is not listed was told up to its last settled transition, and no epoch.
     *
     * @return empty if it would be too long: the client goes on from an earlier one and is told some things again
     */
    Optional<StreamPosition> position() {
        Map<String, EventPosition> listed = new HashMap<>();
        Long limit = settled;
        jobs.forEach((job, told) -> {
            if (limit == null || !told.position().isOfTransitionsOnly() || told.sequenceNumber() > limit) {
                listed.put(StreamPosition.key(job), told.position());
            }
        });
        int members = listed.values().stream()
                .mapToInt(position -> 1 + position.members().size())
                .sum();
        return members > MOST_MEMBERS ? Optional.empty() : Optional.of(new StreamPosition(limit, listed));
    }
}
