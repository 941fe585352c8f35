package dev.chainrule.engine.math;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Shares the parts of a job with the helping threads of the process: see {@link Helper}. Which thread does a part never changes a bit of
 * the result, since parts write to different places and none adds up what another began.
 *
 * <p>The caller takes parts too, so it waits only for parts that have been begun: a helper that sleeps, or helps elsewhere, delays nobody.
 * Where nobody is late, each thread takes the parts of the same numbers in every job: what it wrote in one is near its core in the next.
 * Used by one thread, which gives out one job at a time; nothing is allocated.
 */
public final class Workers {

    /** Work that is cut into parts, which may be done in any order and at the same time. */
    public interface Job {
        void part(int part, int parts);
    }

    /** Turns on the spot before a caller that waits gives its core away: some 100 microseconds. */
    private static final int PATIENCE = 10_000;

    /** How many threads compute at most, this one included. */
    private int threads = 1;

    /** Written before {@link #state}, and not again before all parts are done. */
    private Job job = (part, parts) -> {};

    private int parts;

    /** Number of the job, 32 bits, and a bit for each of its parts that nobody has taken. One number, so that nothing is taken twice. */
    private final AtomicLong state = new AtomicLong();

    private final AtomicInteger open = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    public int threads() {
        return threads;
    }

    /** @param threads at least 1; no more than {@link ThreadBudget#total} of all callers' threads compute well at the same time */
    public void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.threads = Math.min(threads, ThreadBudget.MOST);
    }

    /** Runs all parts, 0 to {@code parts - 1}, of which there are 32 at most; they are done when this returns. */
    public void run(int parts, Job work) {
        if (threads == 1 || parts == 1) {
            for (int part = 0; part < parts; part++) {
                work.part(part, parts);
            }
            return;
        }
        job = work;
        this.parts = parts;
        open.set(parts);
        long number = (state.get() >>> 32) + 1;
        state.set(number << 32 | 0xFFFF_FFFFL >>> (32 - parts));
        Helper.summon(this, threads - 1);
        while (takePart(0)) {
            // until all have been taken
        }
        awaitOthers();
    }

    /**
     * Does a part, if one is left: of the helpers too.
     *
     * @param favourite the part to take if nobody has
     */
    boolean takePart(int favourite) {
        long now = state.get();
        int left = (int) now;
        if (left == 0) {
            return false;
        }
        int part = (left >>> favourite & 1) == 1 ? favourite : Integer.numberOfTrailingZeros(left);
        if (state.compareAndSet(now, now ^ 1L << part)) {
            // the job of this state: it does not change before this part is done
            try {
                job.part(part, parts);
            } catch (Throwable e) {
                failures.add(e);
            } finally {
                open.decrementAndGet();
            }
        }
        return true;
    }

    private void awaitOthers() {
        for (int spins = 0; open.get() > 0; spins++) {
            if (spins < PATIENCE) {
                Thread.onSpinWait();
            } else {
                // the helper has lost its core to another thread
                LockSupport.parkNanos(this, 20_000);
            }
        }
        if (!failures.isEmpty()) {
            Throwable first = failures.remove();
            failures.clear();
            throw new IllegalStateException("a part of a computation failed", first);
        }
    }
}
