package dev.chainrule.training;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The streams that want to know of a job, and how far its rows were read for them. */
final class JobFeed {

    private static final int EPOCHS_A_SECOND = 10;
    private static final long SECOND = 1_000_000_000L;

    private final Set<EventStream> streams = new LinkedHashSet<>();
    /** When the epochs of the last second were told, oldest first. */
    private final Deque<Long> told = new ArrayDeque<>();

    private EventPosition position;

    JobFeed(EventPosition position) {
        this.position = position;
    }

    EventPosition position() {
        return position;
    }

    void add(EventStream stream) {
        streams.add(stream);
    }

    void addAll(Collection<EventStream> more) {
        streams.addAll(more);
    }

    /** @return whether nobody is left */
    boolean remove(EventStream stream) {
        streams.remove(stream);
        return streams.isEmpty();
    }

    Set<EventStream> streams() {
        return streams;
    }

    /** Whether this second's epochs have been told; until it is over, the feed waits with all that follows. */
    boolean mustWait(long now) {
        return budget(now) <= 0;
    }

    private int budget(long now) {
        while (!told.isEmpty() && now - told.getFirst() >= SECOND) {
            told.removeFirst();
        }
        return EPOCHS_A_SECOND - told.size();
    }

    /** How many of {@code count} new epochs to tell: all while there are few; where they come too fast, the latest of each member. */
    int most(int count, int members, long now) {
        int left = Math.max(1, budget(now));
        return count <= left ? count : Math.min(left, members);
    }

    /** Hands on what was read, and moves to where the reading ended. */
    void tell(List<JobEvent> events, EventReader.State state, long settled, long now) {
        for (JobEvent event : events) {
            if (event.kind() == JobEvent.Kind.EPOCH) {
                told.addLast(now);
            }
            streams.forEach(stream -> stream.offer(event, settled));
        }
        position = position.with(state.position());
    }
}
