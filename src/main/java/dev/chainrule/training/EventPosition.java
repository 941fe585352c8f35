package dev.chainrule.training;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a client was told of one job: all transitions up to a revision, of each member all epochs (but those thinned out) and all
 * checkpoints up to one, and whether its end. As text {@code revision.epoch+checkpoint-epoch+checkpoint-...}, a pair a member, without the
 * checkpoint where none was told, and a {@code d} behind it when {@code done} was told.
 *
 * <p>A revision alone would not do: the rows of one transaction share it, and a connection may break between two of them. With the
 * epochs none is skipped; nor is one told again when a run that was killed repeats, with the same numbers, what lay beyond its snapshot.
 *
 * @param revision of the newest row that was told
 * @param members what was told of each, without members at the end of which nothing was
 * @param end whether nothing follows
 */
record EventPosition(long revision, List<Member> members, boolean end) {

    /** Before everything. */
    static final EventPosition START = new EventPosition(0, List.of(), false);

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18})\\.(\\d{1,9}(?:\\+\\d{1,9})?(?:-\\d{1,9}(?:\\+\\d{1,9})?){0,999})(d?)");

    /**
     * What was told of a member.
     *
     * @param epoch highest one that was told
     * @param checkpoint the epoch of the last one that was told
     */
    record Member(int epoch, int checkpoint) {

        private static final Member NOTHING = new Member(0, 0);

        private static Member parse(String text) {
            int plus = text.indexOf('+');
            return plus < 0
                    ? new Member(Integer.parseInt(text), 0)
                    : new Member(Integer.parseInt(text.substring(0, plus)), Integer.parseInt(text.substring(plus + 1)));
        }

        private Member with(Member other) {
            return new Member(Math.max(epoch, other.epoch), Math.max(checkpoint, other.checkpoint));
        }

        @Override
        public String toString() {
            return checkpoint == 0 ? Integer.toString(epoch) : epoch + "+" + checkpoint;
        }
    }

    EventPosition {
        int count = members.size();
        while (count > 0 && members.get(count - 1).equals(Member.NOTHING)) {
            count--;
        }
        members = List.copyOf(members.subList(0, count));
    }

    /** @throws IllegalArgumentException if the text is no position */
    static EventPosition parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no position: " + text);
        }
        List<Member> members = new ArrayList<>();
        for (String member : matcher.group(2).split("-", -1)) {
            members.add(Member.parse(member));
        }
        return new EventPosition(
                Long.parseLong(matcher.group(1)), members, !matcher.group(3).isEmpty());
    }

    Member of(int member) {
        return member < members.size() ? members.get(member) : Member.NOTHING;
    }

    /** Whether nothing but transitions was told. */
    boolean isOfTransitionsOnly() {
        return members.isEmpty();
    }

    /** The farther of both, in each respect. */
    EventPosition with(EventPosition other) {
        List<Member> all = new ArrayList<>();
        for (int i = 0; i < Math.max(members.size(), other.members.size()); i++) {
            all.add(of(i).with(other.of(i)));
        }
        return new EventPosition(Math.max(revision, other.revision), all, end || other.end);
    }

    /** This position, moved on to where one more thing was told of a member. */
    EventPosition with(long atRevision, int member, Member told) {
        List<Member> all = new ArrayList<>(members);
        while (all.size() <= member) {
            all.add(Member.NOTHING);
        }
        all.set(member, all.get(member).with(told));
        return new EventPosition(Math.max(revision, atRevision), all, end);
    }

    /** Whether {@code event} has not been told here. */
    boolean isBefore(JobEvent event) {
        Member mine = of(event.member());
        Member other = event.position().of(event.member());
        return switch (event.kind()) {
            case STATE -> event.position().revision > revision;
            case EPOCH -> other.epoch > mine.epoch;
            case CHECKPOINT -> other.checkpoint > mine.checkpoint;
            case DONE -> !end;
        };
    }

    @Override
    public String toString() {
        String told = members.isEmpty()
                ? Member.NOTHING.toString()
                : members.stream().map(Member::toString).collect(Collectors.joining("-"));
        return revision + "." + told + (end ? "d" : "");
    }
}
