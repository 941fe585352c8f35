package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.TrainingListener;
import dev.chainrule.engine.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores what the training of a member tells: epochs a few times a second, so that fast ones share a transaction, and a snapshot within
 * the first second and then every few seconds. Called by the thread that trains the member.
 */
final class MemberRecorder implements TrainingListener {

    private static final long SECOND = 1_000_000_000L;
    private static final long FLUSH_NANOS = SECOND / 4;
    /** Fast epochs are not left to grow into a transaction that would keep the job from others for long. */
    private static final int MOST_UNSAVED = 2_000;

    private static final long FIRST_SNAPSHOT_NANOS = SECOND / 2;
    private static final long SNAPSHOT_NANOS = 5 * SECOND;

    private final JobStore store;
    private final JobStore.Claim claim;
    private final TrainingMetrics metrics;
    private final StopSignal stop;
    private final int member;
    private final int rows;
    private final List<EpochReport> unsaved = new ArrayList<>();
    private final PendingCheckpoints checkpoints;
    private long lastFlush = System.nanoTime();
    private long nextSnapshot = lastFlush + FIRST_SNAPSHOT_NANOS;
    private int completed;
    private Optional<JobMember.Best> best;

    /**
     * @param stop of the run: heeded, and given where the job is to pause
     * @param start where the member stood
     * @param epochsCompleted what the state has completed that the training goes on from
     * @param rows how many an epoch trains on
     */
    MemberRecorder(
            JobStore store,
            JobStore.Claim claim,
            TrainingMetrics metrics,
            StopSignal stop,
            JobStore.MemberStart start,
            int epochsCompleted,
            CheckpointPolicy policy,
            int rows) {
        this.store = store;
        this.claim = claim;
        this.metrics = metrics;
        this.stop = stop;
        this.member = start.member();
        this.rows = rows;
        this.best = start.best();
        this.completed = epochsCompleted;
        this.checkpoints = new PendingCheckpoints(policy);
    }

    @Override
    public Signal betweenBatches(TrainingState state) {
        long now = System.nanoTime();
        if (now >= nextSnapshot) {
            flush(state);
        } else if (now - lastFlush >= SECOND) {
            // a long epoch has nothing to store, but has to notice when the job is taken from it or is to pause
            if (!store.mayGoOn(claim)) {
                stop.give();
            }
            lastFlush = now;
        }
        return stop.isGiven() ? Signal.STOP : Signal.CONTINUE;
    }

    @Override
    public Signal epochEnded(EpochReport report, TrainingState state) {
        unsaved.add(report);
        metrics.epochEnded(report, rows);
        checkpoints.epochEnded(report, state);
        completed = report.epoch();
        if (report.monitoredLoss() < best.map(JobMember.Best::loss).orElse(Double.POSITIVE_INFINITY)) {
            best = Optional.of(new JobMember.Best(report.epoch(), report.monitoredLoss()));
        }
        if (unsaved.size() >= MOST_UNSAVED || System.nanoTime() - lastFlush >= FLUSH_NANOS) {
            flush(state);
        }
        return stop.isGiven() ? Signal.STOP : Signal.CONTINUE;
    }

    private void flush(TrainingState state) {
        long now = System.nanoTime();
        boolean withSnapshot = now >= nextSnapshot;
        List<Checkpoint> due = checkpoints.due(now);
        if (!store.progress(claim, records(due, withSnapshot ? state : null))) {
            stop.give();
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

    /**
     * What has yet to be recorded.
     *
     * @param snapshot to go on from; null at the end of the training
     */
    MemberRecords unsaved(@Nullable TrainingState snapshot) {
        return records(checkpoints.all(), snapshot);
    }

    private MemberRecords records(List<Checkpoint> taken, @Nullable TrainingState snapshot) {
        return new MemberRecords(
                member, List.copyOf(unsaved), taken, checkpoints.lastDropped(taken), completed, best, snapshot);
    }
}
