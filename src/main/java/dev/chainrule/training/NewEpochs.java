package dev.chainrule.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The epochs that a client has yet to be told of.
 *
 * @param ranges of members that have any
 */
record NewEpochs(List<Range> ranges) {

    /** The epochs after {@code from} up to {@code to} of a member. */
    record Range(int member, int from, int to) {

        int count() {
            return to - from;
        }
    }

    static NewEpochs between(EventPosition told, EventPosition recorded) {
        List<Range> ranges = new ArrayList<>();
        for (int member = 0; member < recorded.members().size(); member++) {
            Range range = new Range(
                    member, told.of(member).epoch(), recorded.of(member).epoch());
            if (range.count() > 0) {
                ranges.add(range);
            }
        }
        return new NewEpochs(ranges);
    }

    int count() {
        return ranges.stream().mapToInt(Range::count).sum();
    }

    /**
     * Some of them: evenly spread, in the order of the members, with the last one; where they are no more than there are members, the latest
     * of as many members, not always of the same.
     *
     * @param told how many
     * @param turn which members are first
     */
    Map<Integer, List<Integer>> choose(int told, long turn) {
        Map<Integer, List<Integer>> chosen = new TreeMap<>();
        int count = count();
        if (told < count && told <= ranges.size()) {
            for (int i = 0; i < told; i++) {
                Range range = ranges.get(Math.floorMod(turn - i, ranges.size()));
                chosen.put(range.member(), List.of(range.to()));
            }
            return chosen;
        }
        int before = 0;
        int at = 1;
        for (Range range : ranges) {
            List<Integer> wanted = new ArrayList<>();
            // the at-th of all that are told, counted over the members
            for (int next = nth(at, count, told); at <= told && next <= before + range.count(); ) {
                wanted.add(range.from() + next - before);
                next = nth(++at, count, told);
            }
            if (!wanted.isEmpty()) {
                chosen.put(range.member(), wanted);
            }
            before += range.count();
        }
        return chosen;
    }

    private static int nth(int i, int count, int told) {
        return told == 0 ? 0 : (int) ((long) i * count / told);
    }
}
