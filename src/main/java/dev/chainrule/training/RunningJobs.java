package dev.chainrule.training;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The runs of this process, to be stopped without waiting for their next look at the database. */
@Component
class RunningJobs {

    private final Map<UUID, StopSignal> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    void add(UUID job, StopSignal stop) {
        running.put(job, stop);
        if (stopping) {
            stop.give();
        }
    }

    void remove(UUID job) {
        running.remove(job);
    }

    void stop(UUID job) {
        StopSignal stop = running.get(job);
        if (stop != null) {
            stop.give();
        }
    }

    /** The service stops: all runs are to be handed back to the queue. */
    void stopAll() {
        stopping = true;
        running.values().forEach(StopSignal::give);
    }

    /** How many members of a job may be trained at once: the cores are shared by the jobs that run. */
    int membersAtOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, running.size()));
    }

    boolean isStopping() {
        return stopping;
    }
}
