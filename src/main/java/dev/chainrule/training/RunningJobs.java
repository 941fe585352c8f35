package dev.chainrule.training;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The runs of this process, to be stopped without waiting for their next look at the database. */
@Component
class RunningJobs {

    private final Map<UUID, ProgressRecorder> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    void add(UUID job, ProgressRecorder recorder) {
        running.put(job, recorder);
        if (stopping) {
            recorder.stop();
        }
    }

    void remove(UUID job) {
        running.remove(job);
    }

    void stop(UUID job) {
        ProgressRecorder recorder = running.get(job);
        if (recorder != null) {
            recorder.stop();
        }
    }

    /** The service stops: all runs are to be handed back to the queue. */
    void stopAll() {
        stopping = true;
        running.values().forEach(ProgressRecorder::stop);
    }

    boolean isStopping() {
        return stopping;
    }
}
