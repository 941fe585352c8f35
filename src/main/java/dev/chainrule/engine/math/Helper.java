package dev.chainrule.engine.math;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread of the process that takes parts of others' jobs. It stays with one {@link Workers} as long as there is something to do, and turns
 * round on the spot for a short while after: to wake a thread that sleeps takes some 50 microseconds, as long as many a job.
 */
final class Helper implements Runnable {

    /** Nanoseconds without work after which it sleeps. */
    private static final long PATIENCE = 100_000;
    /** How many times it looks for work before it looks at the clock. */
    private static final int TURNS = 128;

    private static final Workers NOBODY = new Workers();
    private static final Helper[] HELPERS = new Helper[ThreadBudget.MOST - 1];

    static {
        for (int i = 0; i < HELPERS.length; i++) {
            HELPERS[i] = new Helper(i);
        }
    }

    /** Whom it is with: nobody while it sleeps. */
    private volatile Workers helped = NOBODY;

    private final Thread thread;
    /** The caller's is 0. */
    private final int favouritePart;

    private Helper(int number) {
        favouritePart = number + 1;
        thread = Thread.ofPlatform().daemon().name("chainrule-helper-" + number).unstarted(this);
    }

    /** Sees that up to {@code count} helpers are with {@code workers}: those that are already, or sleep. */
    static void summon(Workers workers, int count) {
        int found = 0;
        for (int i = 0; found < count && i < ThreadBudget.total() - 1; i++) {
            Helper helper = HELPERS[i];
            if (helper.helped == workers) {
                found++;
            } else if (helper.helped == NOBODY && helper.joins(workers)) {
                found++;
            }
        }
    }

    /** Wakes it for {@code workers}, unless it is with others already. */
    private synchronized boolean joins(Workers workers) {
        if (helped != NOBODY) {
            return false;
        }
        helped = workers;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        return true;
    }

    @Override
    public void run() {
        while (true) {
            Workers workers = helped;
            if (workers == NOBODY) {
                LockSupport.park(this);
            } else {
                helpUntilIdle(workers);
                helped = NOBODY;
            }
        }
    }

    private void helpUntilIdle(Workers workers) {
        long lastWork = System.nanoTime();
        while (true) {
            for (int turn = 0; turn < TURNS; turn++) {
                if (workers.takePart(favouritePart)) {
                    turn = 0;
                    lastWork = 0;
                } else {
                    Thread.onSpinWait();
                }
            }
            long now = System.nanoTime();
            if (lastWork == 0) {
                lastWork = now;
            } else if (now - lastWork > PATIENCE) {
                return;
            }
        }
    }
}
