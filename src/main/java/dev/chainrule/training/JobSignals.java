package dev.chainrule.training;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Wakes those in this process who wait for a job to change, after the change was committed. */
@Component
class JobSignals {

    /** Also changes that another replica makes are to be seen: look again after this time. */
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final ConcurrentHashMap<UUID, Object> waiting = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Runs {@code listener} after each change of any job, in the thread that made it: it must not block. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells that a job has changed. */
    void changed(UUID job) {
        listeners.forEach(Runnable::run);
        Object monitor = waiting.get(job);
        if (monitor != null) {
            synchronized (monitor) {
                monitor.notifyAll();
            }
        }
    }

    /** Waits until {@code done} says so, looked at after each change of the job, or until the time is over. */
    void await(UUID job, Duration atMost, BooleanSupplier done) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Object monitor = waiting.computeIfAbsent(job, id -> new Object());
        try {
            synchronized (monitor) {
                while (!done.getAsBoolean()) {
                    long left = (deadline - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return;
                    }
                    monitor.wait(Math.min(left, LOOK_AGAIN_MILLIS));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.remove(job, monitor);
        }
    }
}
