package dev.chainrule.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Trains the members of a job, several at a time: each is a training of its own, so that no bit depends on how many there are at once. The
 * thread that calls is one of those that train; the others are started where cores are free, and end when other jobs want these.
 */
final class MemberRuns {

    private final MemberRun training;
    private final StopSignal stop;
    private final IntSupplier most;
    private final Deque<JobStore.MemberStart> waiting;
    private final List<MemberRun.Outcome> outcomes = new ArrayList<>();
    private final Deque<Thread> helpers = new ArrayDeque<>();
    private int active = 1;
    private @Nullable RuntimeException exception;
    private @Nullable Error error;

    /**
     * @param stop given when one of them fails
     * @param most how many may be trained at once, at this moment
     */
    MemberRuns(MemberRun training, List<JobStore.MemberStart> members, StopSignal stop, IntSupplier most) {
        this.training = training;
        this.waiting = new ArrayDeque<>(members);
        this.stop = stop;
        this.most = most;
    }

    /**
     * Trains them all, or as many as are begun before the stop is given.
     *
     * @return how those ended that were begun, in the order of the members
     */
    List<MemberRun.Outcome> run() {
        work(true);
        joinHelpers();
        synchronized (this) {
            if (error != null) {
                throw error;
            }
            if (exception != null) {
                throw exception;
            }
            outcomes.sort(Comparator.comparingInt(MemberRun.Outcome::member));
            return List.copyOf(outcomes);
        }
    }

    private void work(boolean isCaller) {
        try {
            for (JobStore.MemberStart next = next(isCaller); next != null; next = next(isCaller)) {
                add(training.run(next));
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                exception = exception == null ? e : exception;
            }
            stop.give();
        } catch (Error e) {
            synchronized (this) {
                error = e;
            }
            stop.give();
        }
    }

    private synchronized void add(MemberRun.Outcome outcome) {
        outcomes.add(outcome);
        if (outcome.failure() != null) {
            stop.give();
        }
    }

    /** The next member for a thread to train; null where it is to end. */
    private synchronized JobStore.@Nullable MemberStart next(boolean isCaller) {
        int allowed = most.getAsInt();
        if (stop.isGiven() || waiting.isEmpty() || (active > allowed && !isCaller)) {
            active--;
            return null;
        }
        JobStore.MemberStart next = waiting.removeFirst();
        for (int i = 0; i < waiting.size() && active < allowed; i++) {
            active++;
            help();
        }
        return next;
    }

    private void help() {
        String job = MDC.get("job");
        Thread helper = Thread.ofPlatform()
                .name(Thread.currentThread().getName() + "+")
                .unstarted(() -> {
                    MDC.put("job", job);
                    work(false);
                });
        helpers.add(helper);
        helper.start();
    }

    private synchronized @Nullable Thread nextHelper() {
        return helpers.poll();
    }

    /** Helpers may start further ones until the last has ended. */
    private void joinHelpers() {
        boolean interrupted = false;
        for (Thread helper = nextHelper(); helper != null; helper = nextHelper()) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.give();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
