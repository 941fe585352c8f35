package dev.chainrule.training;

import java.util.List;
import java.util.TreeSet;

/**
 * The newest transitions of all jobs. Sequence numbers are drawn before a transaction commits, so that a lower one may appear after a
 * higher one, or never, after a roll-back: a gap is waited for, and given up after a time that no transaction lasts.
 */
final class TransitionTail {

    private static final long GAP_NANOS = 5_000_000_000L;
    /** More transitions than may be under way at once. */
    private static final long LOOK_BACK = 100;

    private final TreeSet<Long> beyond = new TreeSet<>();
    private long settled;
    private long gapSince = Long.MIN_VALUE;

    TransitionTail(long settled) {
        this.settled = settled;
    }

    /** From now on: all that is there counts as seen. */
    static TransitionTail start(TransitionReader reader, long now) {
        TransitionTail tail = new TransitionTail(Math.max(0, reader.newest() - LOOK_BACK));
        tail.next(reader.after(tail.settled), now);
        return tail;
    }

    /** All transitions up to this number have been seen. */
    long settled() {
        return settled;
    }

    /**
     * Takes in what was read after {@link #settled}.
     *
     * @return those that were not seen before
     */
    List<TransitionReader.Numbered> next(List<TransitionReader.Numbered> read, long now) {
        List<TransitionReader.Numbered> unseen =
                read.stream().filter(row -> beyond.add(row.sequenceNumber())).toList();
        settle();
        if (beyond.isEmpty()) {
            gapSince = Long.MIN_VALUE;
        } else if (gapSince == Long.MIN_VALUE) {
            gapSince = now;
        } else if (now - gapSince > GAP_NANOS) {
            settled = beyond.first() - 1;
            settle();
            gapSince = beyond.isEmpty() ? Long.MIN_VALUE : now;
        }
        return unseen;
    }

    private void settle() {
        while (beyond.remove(settled + 1)) {
            settled++;
            gapSince = Long.MIN_VALUE;
        }
    }
}
