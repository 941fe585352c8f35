package dev.chainrule.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each value of a column occurs, by 64-bit hashes of the values, so that long texts cost no more than short ones. (Two of
 * 100,000 values share a hash with a probability of 3 in 10 billion.) Gives up beyond {@link Column#MOST_DISTINCT} values, or where
 * the columns of a table together would hold more than their {@link Budget}.
 */
final class DistinctCounts {

    /** How many values the columns of one table may hold together; 12 to 24 bytes each. */
    static final class Budget {
        private int left = 2_000_000;
    }

    /** What every column may hold whatever the others take. */
    private static final int ALWAYS = 100;

    private final Budget budget;
    private long[] hashes = new long[16];
    /** 0 where the slot is free. */
    private long[] counts = new long[16];

    private int size;
    private boolean exceeded;

    DistinctCounts(Budget budget) {
        this.budget = budget;
    }

    void add(long hash) {
        if (exceeded) {
            return;
        }
        int slot = slot(hashes, counts, hash);
        if (counts[slot] == 0) {
            if (size >= Column.MOST_DISTINCT || (size >= ALWAYS && budget.left == 0)) {
                giveUp();
                return;
            }
            hashes[slot] = hash;
            size++;
            budget.left -= size > ALWAYS ? 1 : 0;
        }
        counts[slot]++;
        if (size * 2 > hashes.length) {
            grow();
        }
    }

    private void giveUp() {
        exceeded = true;
        budget.left += Math.max(0, size - ALWAYS);
        hashes = new long[0];
        counts = new long[0];
    }

    private void grow() {
        long[] newHashes = new long[hashes.length * 2];
        long[] newCounts = new long[hashes.length * 2];
        for (int i = 0; i < hashes.length; i++) {
            if (counts[i] > 0) {
                int slot = slot(newHashes, newCounts, hashes[i]);
                newHashes[slot] = hashes[i];
                newCounts[slot] = counts[i];
            }
        }
        hashes = newHashes;
        counts = newCounts;
    }

    private static int slot(long[] hashes, long[] counts, long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (counts[slot] > 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    boolean isExceeded() {
        return exceeded;
    }

    /** The number of distinct values; one more than can be counted where there are more. */
    long distinct() {
        return exceeded ? Column.MOST_DISTINCT + 1L : size;
    }

    /** Counts by hash of the {@code most} most frequent values and of those that are as frequent as the last of them. */
    Map<Long, Long> top(int most) {
        long[] sorted =
                Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
        if (sorted.length == 0) {
            return Map.of();
        }
        long least = sorted[Math.max(0, sorted.length - most)];
        Map<Long, Long> top = new HashMap<>();
        for (int i = 0; i < hashes.length; i++) {
            if (counts[i] >= least) {
                top.put(hashes[i], counts[i]);
            }
        }
        return top;
    }

    /** FNV-1a over the characters, mixed. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
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
