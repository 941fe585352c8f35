package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each value of a column occurs, by 64-bit hashes of the values, so that long texts cost no more than short ones. (Two of
 * 10,000 values share a hash with a probability of 3 in a trillion.) Beyond {@link Column#MOST_COUNTED} values, or where the columns
 * of a table together would hold more than their {@link Budget}, the number of values is estimated, and they are not counted.
 */
final class DistinctCounts {

    /** How many values the columns of one table may hold together; 48 to 96 bytes each. */
    static final class Budget {
        private int left = 500_000;
    }

    /** What every column may hold whatever the others take. */
    private static final int ALWAYS = 100;

    private static final int SMALLEST = 16;

    private final Budget budget;
    /** In each slot a hash and its count beside it, as both are looked at together; a slot is free where the count is 0. */
    private long[] slots = new long[2 * SMALLEST];

    private long[] firstRows = new long[SMALLEST];
    private int size;
    private @Nullable HyperLogLog estimate;

    DistinctCounts(Budget budget) {
        this.budget = budget;
    }

    /** A value, how often it occurs, and the first row that has it. */
    record Counted(long hash, long count, long firstRow) {}

    void add(long hash, long row) {
        if (estimate != null) {
            estimate.add(hash);
            return;
        }
        int slot = slot(slots, hash);
        if (slots[2 * slot + 1] == 0) {
            if (size >= Column.MOST_COUNTED || (size >= ALWAYS && budget.left == 0)) {
                giveUp().add(hash);
                return;
            }
            slots[2 * slot] = hash;
            slots[2 * slot + 1] = 1;
            firstRows[slot] = row;
            size++;
            budget.left -= size > ALWAYS ? 1 : 0;
            if (size * 2 > firstRows.length) {
                grow();
            }
        } else {
            slots[2 * slot + 1]++;
        }
    }

    private HyperLogLog giveUp() {
        HyperLogLog sketch = new HyperLogLog();
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i + 1] > 0) {
                sketch.add(slots[i]);
            }
        }
        estimate = sketch;
        budget.left += Math.max(0, size - ALWAYS);
        slots = new long[0];
        firstRows = new long[0];
        return sketch;
    }

    private void grow() {
        long[] newSlots = new long[slots.length * 2];
        long[] newRows = new long[slots.length];
        for (int i = 0; i < firstRows.length; i++) {
            if (slots[2 * i + 1] > 0) {
                int slot = slot(newSlots, slots[2 * i]);
                newSlots[2 * slot] = slots[2 * i];
                newSlots[2 * slot + 1] = slots[2 * i + 1];
                newRows[slot] = firstRows[i];
            }
        }
        slots = newSlots;
        firstRows = newRows;
    }

    private static int slot(long[] slots, long hash) {
        int mask = slots.length / 2 - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (slots[2 * slot + 1] > 0 && slots[2 * slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Whether there were more values than could be counted. */
    boolean isEstimated() {
        return estimate != null;
    }

    /** The number of distinct values; at least one more than were counted where it is estimated. */
    long distinct() {
        return estimate == null ? size : Math.max(size + 1L, Math.round(estimate.estimate()));
    }

    /** The {@code most} most frequent values, most frequent first, then by their first row; none where they were not counted. */
    List<Counted> top(int most) {
        List<Counted> all = new ArrayList<>(size);
        for (int i = 0; i < firstRows.length; i++) {
            if (slots[2 * i + 1] > 0) {
                all.add(new Counted(slots[2 * i], slots[2 * i + 1], firstRows[i]));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Counted::count).reversed().thenComparingLong(Counted::firstRow))
                .limit(most)
                .toList();
    }

    /** FNV-1a over the characters, mixed. */
    static long hash(char[] chars, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ chars[i]) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long hash(double value) {
        return mix(Double.doubleToLongBits(value + 0.0) + 0x9e3779b97f4a7c15L);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
