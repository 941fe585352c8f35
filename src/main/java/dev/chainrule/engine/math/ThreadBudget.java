package dev.chainrule.engine.math;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many threads of this process compute at the same time, shared alike by the trainings that run: one alone has them all, two on two cores
 * have one each. Predictions take their own thread and are not counted. No share changes a bit of a result.
 */
public final class ThreadBudget {

    /** More threads than this help nobody here. */
    static final int MOST = 32;

    private static final AtomicInteger USERS = new AtomicInteger();
    private static volatile int total = Math.min(MOST, Runtime.getRuntime().availableProcessors());

    private ThreadBudget() {}

    /** As many as there are processors, unless {@link #setTotal} said otherwise. */
    public static int total() {
        return total;
    }

    /** @param threads from 1; above 32 it is 32 */
    public static void setTotal(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        total = Math.min(MOST, threads);
    }

    /** Says that a training begins to compute on this thread; {@link #leave} has to follow. */
    public static void enter() {
        USERS.incrementAndGet();
    }

    public static void leave() {
        USERS.decrementAndGet();
    }

    /** What a training may use now, its own thread included: asked again from step to step, for others come and go. */
    public static int share() {
        return Math.max(1, total / Math.max(1, USERS.get()));
    }
}
