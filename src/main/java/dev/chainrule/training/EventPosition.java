package dev.chainrule.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client was told of one job: all transitions up to a revision, all epochs (but those thinned out) up to an epoch, and whether
 * its end. As text {@code revision.epoch}, with a {@code d} behind it when {@code done} was told.
 *
 * <p>A revision alone would not do: the epochs of one transaction share it, and a connection may break between two of them. With the
 * epoch none is skipped; nor is one told again when a run that was killed repeats, with the same numbers, what lay beyond its snapshot.
 *
 * @param revision of the newest row that was told
 * @param epoch highest one that was told
 * @param end whether nothing follows
 */
record EventPosition(long revision, int epoch, boolean end) {

    /** Before everything. */
    static final EventPosition START = new EventPosition(0, 0, false);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})(d?)");

    /** @throws IllegalArgumentException if the text is no position */
    static EventPosition parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no position: " + text);
        }
        return new EventPosition(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                !matcher.group(3).isEmpty());
    }

    /** This position, moved on to what {@code event} tells. */
    EventPosition with(JobEvent event) {
        EventPosition other = event.position();
        return new EventPosition(Math.max(revision, other.revision), Math.max(epoch, other.epoch), end || other.end);
    }

    /** Whether {@code event} has not been told here. */
    boolean isBefore(JobEvent event) {
        return switch (event.kind()) {
            case STATE -> event.position().revision > revision;
            case EPOCH -> event.position().epoch > epoch;
            case DONE -> !end;
        };
    }

    @Override
    public String toString() {
        return revision + "." + epoch + (end ? "d" : "");
    }
}
