package dev.chainrule.training;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.io.StateCodec;
import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.TrainingState;
import dev.chainrule.model.ModelService;
import dev.chainrule.model.ModelSource;
import dev.chainrule.model.NewModel;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions of a run. Each is short, and each but the claim writes only while the run still holds the job's fence. */
@Component
class JobStore {

    private static final int MEMBER = 0;

    private final TrainingJobRepository jobs;
    private final JobEpochRepository epochs;
    private final JobSnapshotRepository snapshots;
    private final JobCheckpointRepository checkpoints;
    private final ModelService models;
    private final EntityManager entities;
    private final TransactionTemplate transactions;
    private final JobSignals signals;
    private final JobJson json;
    private final Clock clock;

    JobStore(
            TrainingJobRepository jobs,
            JobEpochRepository epochs,
            JobSnapshotRepository snapshots,
            JobCheckpointRepository checkpoints,
            ModelService models,
            EntityManager entities,
            TransactionTemplate transactions,
            JobSignals signals,
            JobJson json,
            Clock clock) {
        this.jobs = jobs;
        this.epochs = epochs;
        this.snapshots = snapshots;
        this.checkpoints = checkpoints;
        this.models = models;
        this.entities = entities;
        this.transactions = transactions;
        this.signals = signals;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What a run starts from.
     *
     * @param snapshot bytes of the state to continue from, empty at the beginning
     */
    record Claim(
            UUID job, long fence, String plan, ModelSource source, Optional<byte[]> snapshot, Optional<Best> best) {}

    /** The best epoch so far, with the loss that makes it the best. */
    record Best(int epoch, double loss) {}

    /**
     * Takes a job for a run of this process: raises its fence and deletes what was recorded beyond the snapshot, in one transaction.
     *
     * @return empty if there is nothing to run: the job has ended, is paused or is gone
     */
    Optional<Claim> claim(UUID id) {
        Optional<Claim> claim = inTransaction(() -> {
            TrainingJob job = jobs.lock(id).orElse(null);
            if (job == null || !job.status().mayRun()) {
                return Optional.empty();
            }
            Optional<JobSnapshot> snapshot = snapshots.findById(new JobSnapshot.Key(id, MEMBER));
            int epoch = snapshot.map(JobSnapshot::epoch).orElse(0);
            int batch = snapshot.map(JobSnapshot::batch).orElse(0);
            if (job.status() == JobStatus.RUNNING && job.isPauseRequested()) {
                entities.persist(job.pause(clock.instant()));
                return Optional.empty();
            }
            if (job.status() == JobStatus.RUNNING) {
                entities.persist(job.interrupted(epoch, batch, clock.instant()));
                if (job.hasNoAttemptsLeft()) {
                    JobError error = JobError.of(
                            "interrupted",
                            "the run ended without a word " + Attempts.MOST
                                    + " times in a row and never got beyond epoch " + epoch);
                    entities.persist(job.claim(epoch, batch, clock.instant()));
                    entities.persist(job.fail(json.write(error), error.message(), clock.instant()));
                    snapshots.deleteOf(id);
                    return Optional.empty();
                }
            }
            epochs.deleteLater(id, MEMBER, epoch);
            checkpoints.deleteLater(id, MEMBER, epoch);
            entities.persist(job.claim(epoch, batch, clock.instant()));
            Optional<Best> best = bestOf(id);
            job.progress(epoch, best.map(Best::epoch).orElse(null));
            return Optional.of(new Claim(
                    id,
                    job.fence(),
                    job.plan(),
                    job.origin().of(job.id(), job.modelName()),
                    snapshot.map(JobSnapshot::content),
                    best));
        });
        signals.changed(id);
        return claim;
    }

    private Optional<Best> bestOf(UUID id) {
        return epochs.best(id, Limit.of(1)).stream()
                .map(row -> new Best(row.epoch(), row.monitoredLoss()))
                .findFirst();
    }

    /**
     * Records epochs and, where there is one, replaces the snapshot.
     *
     * @return false if the run is to pause
     */
    boolean progress(Claim claim, Progress progress, @Nullable TrainingState snapshot) {
        return held(claim, job -> {
            record(job, progress);
            if (snapshot != null) {
                write(claim, snapshot);
            }
            return !job.isPauseRequested();
        });
    }

    private void record(TrainingJob job, Progress progress) {
        job.progress(progress.completed(), progress.best());
        for (EpochReport report : progress.reports()) {
            entities.persist(new JobEpoch(
                    new JobEpoch.Key(job.id(), MEMBER, report.epoch()),
                    job.revision(),
                    report.trainLoss(),
                    report.validation().map(held -> held.loss()).orElse(null),
                    report.learningRate(),
                    json.metrics(report),
                    report.seconds()));
        }
        for (Checkpoint checkpoint : progress.checkpoints()) {
            EpochReport report = checkpoint.report();
            entities.persist(new JobCheckpoint(
                    new JobCheckpoint.Key(job.id(), MEMBER, report.epoch()),
                    job.revision(),
                    report.trainLoss(),
                    report.validation().map(held -> held.loss()).orElse(null),
                    FloatCodec.encode(checkpoint.parameters()),
                    clock.instant()));
        }
        if (progress.dropped() > 0) {
            checkpoints.deleteUntil(job.id(), MEMBER, progress.dropped());
        }
    }

    private void write(Claim claim, TrainingState state) {
        byte[] content = StateCodec.encode(state, MEMBER);
        JobSnapshot.Key key = new JobSnapshot.Key(claim.job(), MEMBER);
        entities.merge(new JobSnapshot(key, state.epoch(), state.batch(), clock.instant(), content));
    }

    /** The end of a run that went well: the last epochs, the model, the state, all or nothing. */
    void succeed(Claim claim, Progress progress, StopReason reason, NewModel model) {
        held(claim, job -> {
            record(job, progress);
            int version = models.publish(model);
            snapshots.deleteOf(claim.job());
            return add(job.succeed(reason, version, clock.instant()));
        });
    }

    void fail(Claim claim, Progress progress, JobError error) {
        held(claim, job -> {
            record(job, progress);
            snapshots.deleteOf(claim.job());
            return add(job.fail(json.write(error), error.message(), clock.instant()));
        });
    }

    /** The run stops: what was done is kept, and the job pauses if it was asked to, or goes back to the queue. */
    void handBack(Claim claim, Progress progress, TrainingState state) {
        held(claim, job -> {
            record(job, progress);
            write(claim, state);
            return add(job.isPauseRequested() ? job.pause(clock.instant()) : job.handBack(clock.instant()));
        });
    }

    /** Whether the run still has the job, and is not to pause. */
    boolean mayGoOn(Claim claim) {
        return jobs.fenceOfOneThatGoesOn(claim.job()).orElse(-1L) == claim.fence();
    }

    private JobTransition add(JobTransition transition) {
        entities.persist(transition);
        return transition;
    }

    private <T> T held(Claim claim, Function<TrainingJob, T> change) {
        T result = inTransaction(() -> {
            TrainingJob job = jobs.lock(claim.job()).orElse(null);
            long fence = job == null ? -1 : job.fence();
            if (job == null || fence != claim.fence()) {
                throw new FencedException(claim.job(), claim.fence(), fence);
            }
            return change.apply(job);
        });
        signals.changed(claim.job());
        return result;
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = transactions.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("a transaction gave nothing");
        }
        return result;
    }
}
