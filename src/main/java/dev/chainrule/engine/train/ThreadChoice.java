package dev.chainrule.engine.train;

import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.math.Workers;

/**
 * Whether a training computes with all threads that are its share, or alone, by what has been faster lately: helpers that have to wait for a
 * core, or whose core is far from this one, cost more than they give. Now and then the other way is tried, seldom where it keeps being
 * slower. No choice changes a bit of a result.
 */
final class ThreadChoice {

    /** Looks between two trials. */
    private static final int LEAST = 64;

    /** The same where the other way keeps being slower: half a second, soon enough when what disturbed it (the compiler, at first) is over. */
    private static final int MOST = 512;
    /** Of the newest pace in the usual one. */
    private static final double WEIGHT = 0.25;

    private final Workers workers;
    private boolean alone;
    private boolean trial;
    /** Whether a trial has lasted for a look: helpers have woken up, and what each thread computes with has come to its core. */
    private boolean settled;
    /** Nanoseconds a step, of the way that is preferred; 0 while it is unknown. */
    private double usual;

    private int interval = LEAST;
    private int left = LEAST;
    private long start;
    private int steps;

    ThreadChoice(Workers workers) {
        this.workers = workers;
    }

    /** Begins to watch the time of the steps that follow. */
    void start() {
        int share = ThreadBudget.share();
        workers.setThreads(alone == trial ? share : 1);
        steps = 0;
        start = System.nanoTime();
    }

    void stepDone() {
        steps++;
    }

    /** To be called between two steps, about once a millisecond. */
    void look() {
        if (steps > 0) {
            judge((double) (System.nanoTime() - start) / steps);
        }
        start();
    }

    /** @param pace nanoseconds that a step has taken lately */
    void judge(double pace) {
        if (trial && !settled) {
            settled = true;
        } else if (trial) {
            trial = false;
            settled = false;
            if (pace < usual) {
                alone = !alone;
                usual = pace;
                interval = LEAST;
            } else {
                interval = Math.min(MOST, 2 * interval);
            }
            left = interval;
        } else {
            usual = usual == 0 ? pace : usual + WEIGHT * (pace - usual);
            trial = --left == 0;
        }
    }
}
