package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.TrainingListener;
import dev.chainrule.engine.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a run tells: epochs a few times a second, so that fast ones share a transaction, and a snapshot within the first second
 * and then every few seconds. Called by the run's own thread; {@link #stop} by any.
 */
final class ProgressRecorder implements TrainingListener {

    private static final long SECOND = 1_000_000_000L;
    private static final long FLUSH_NANOS = SECOND / 4;
    /** Fast epochs are not left to grow into a transaction that would keep the job from others for long. */
    private static final int MOST_UNSAVED = 2_000;

    private static final long FIRST_SNAPSHOT_NANOS = SECOND / 2;
    private static final long SNAPSHOT_NANOS = 5 * SECOND;

    private final JobStore store;
    private final JobStore.Claim claim;
    private final TrainingMetrics metrics;
    private final List<EpochReport> unsaved = new ArrayList<>();
    private final PendingCheckpoints checkpoints = new PendingCheckpoints();
    private volatile boolean stopped;
    private long lastFlush = System.nanoTime();
    private long nextSnapshot = lastFlush + FIRST_SNAPSHOT_NANOS;
    private int rows;
    private int completed;
    private @Nullable Integer bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;

    ProgressRecorder(JobStore store, JobStore.Claim claim, TrainingMetrics metrics) {
        this.store = store;
        this.claim = claim;
        this.metrics = metrics;
    }

    /**
     * Takes up where an earlier run stood.
     *
     * @param trainingRows how many rows an epoch trains on
     */
    void startFrom(int epochsCompleted, Optional<JobStore.Best> best, CheckpointPolicy policy, int trainingRows) {
        checkpoints.follow(policy);
        rows = trainingRows;
        completed = epochsCompleted;
        best.ifPresent(known -> {
            bestEpoch = known.epoch();
            bestLoss = known.loss();
        });
    }

    /** Asks the run to stop at the next batch. */
    void stop() {
        stopped = true;
    }

    @Override
    public Signal betweenBatches(TrainingState state) {
        long now = System.nanoTime();
        if (now >= nextSnapshot) {
            flush(state);
        } else if (now - lastFlush >= SECOND) {
            // a long epoch has nothing to store, but has to notice when the job is taken from it or is to pause
            if (!store.mayGoOn(claim)) {
                return Signal.STOP;
            }
            lastFlush = now;
        }
        return stopped ? Signal.STOP : Signal.CONTINUE;
    }

    @Override
    public Signal epochEnded(EpochReport report, TrainingState state) {
        unsaved.add(report);
        metrics.epochEnded(report, rows);
        checkpoints.epochEnded(report, state);
        completed = report.epoch();
        double monitored = report.monitoredLoss();
        if (monitored < bestLoss) {
            bestLoss = monitored;
            bestEpoch = report.epoch();
        }
        if (unsaved.size() >= MOST_UNSAVED || System.nanoTime() - lastFlush >= FLUSH_NANOS) {
            flush(state);
        }
        return stopped ? Signal.STOP : Signal.CONTINUE;
    }

    private void flush(TrainingState state) {
        long now = System.nanoTime();
        boolean withSnapshot = now >= nextSnapshot;
        List<Checkpoint> due = checkpoints.due(now);
        if (!store.progress(claim, progress(due), withSnapshot ? state : null)) {
            stopped = true;
        }
        unsaved.clear();
        lastFlush = System.nanoTime();
        if (!due.isEmpty()) {
            checkpoints.stored(now, lastFlush);
        }
        if (withSnapshot) {
            nextSnapshot = now + SNAPSHOT_NANOS;
        }
    }

    /** What the last transaction of the run has yet to record. */
    Progress unsaved() {
        return progress(checkpoints.all());
    }

    private Progress progress(List<Checkpoint> taken) {
        return new Progress(List.copyOf(unsaved), taken, checkpoints.lastDropped(taken), completed, bestEpoch);
    }
}
