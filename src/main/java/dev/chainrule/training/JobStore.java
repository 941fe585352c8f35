package dev.chainrule.training;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.model.ModelService;
import dev.chainrule.model.ModelSource;
import dev.chainrule.model.NewModel;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions of a run. Each is short, and each but the claim writes only while the run still holds the job's fence. */
@Component
class JobStore {

    private final TrainingJobRepository jobs;
    private final JobMemberRepository members;
    private final JobSnapshotRepository snapshots;
    private final JobResultRepository results;
    private final JobRecords records;
    private final ModelService models;
    private final EntityManager entities;
    private final TransactionTemplate transactions;
    private final JobSignals signals;
    private final JobJson json;
    private final Clock clock;

    JobStore(
            TrainingJobRepository jobs,
            JobMemberRepository members,
            JobSnapshotRepository snapshots,
            JobResultRepository results,
            JobRecords records,
            ModelService models,
            EntityManager entities,
            TransactionTemplate transactions,
            JobSignals signals,
            JobJson json,
            Clock clock) {
        this.jobs = jobs;
        this.members = members;
        this.snapshots = snapshots;
        this.results = results;
        this.records = records;
        this.models = models;
        this.entities = entities;
        this.transactions = transactions;
        this.signals = signals;
        this.json = json;
        this.clock = clock;
    }

    /** What a run starts from. */
    record Claim(UUID job, long fence, String plan, ModelSource source, List<MemberStart> members) {}

    /**
     * Where a member stands at the beginning of a run.
     *
     * @param best the best epoch so far
     * @param ended null while it has to be trained
     */
    record MemberStart(
            int member,
            Optional<JobMember.Best> best,
            @Nullable StopReason ended) {}

    /**
     * Takes a job for a run of this process: raises its fence and deletes what was recorded beyond each member's snapshot, in one
     * transaction.
     *
     * @return empty if there is nothing to run: the job has ended, is paused or is gone
     */
    Optional<Claim> claim(UUID id) {
        Optional<Claim> claim = inTransaction(() -> {
            TrainingJob job = jobs.lock(id).orElse(null);
            if (job == null || !job.status().mayRun()) {
                return Optional.empty();
            }
            List<JobMember> all = members.of(id);
            List<JobSnapshotRepository.Position> positions = snapshots.positions(id);
            Standing standing = Standing.of(all, positions);
            if (job.status() == JobStatus.RUNNING && job.isPauseRequested()) {
                entities.persist(job.pause(clock.instant()));
                return Optional.empty();
            }
            if (job.status() == JobStatus.RUNNING) {
                entities.persist(job.interrupted(standing, clock.instant()));
                if (job.hasNoAttemptsLeft()) {
                    JobError error = JobError.of(
                            "interrupted",
                            "the run ended without a word " + Attempts.MOST + " times in a row and never got beyond "
                                    + standing.text());
                    entities.persist(job.claim(standing, clock.instant()));
                    end(job, job.fail(json.write(error), error.message(), clock.instant()));
                    return Optional.empty();
                }
            }
            entities.persist(job.claim(standing, clock.instant()));
            records.goBack(job, all, positions);
            return Optional.of(new Claim(
                    id,
                    job.fence(),
                    job.plan(),
                    job.origin().of(job.id(), job.modelName()),
                    all.stream()
                            .map(member -> new MemberStart(member.member(), member.best(), member.stopReason()))
                            .toList()));
        });
        signals.changed(id);
        return claim;
    }

    /** The state that a member's training has to go on from, as bytes; empty at the beginning. */
    Optional<byte[]> snapshot(Claim claim, int member) {
        return snapshots.findById(new JobSnapshot.Key(claim.job(), member)).map(JobSnapshot::content);
    }

    /** What the members that were finished by earlier runs have left, (P) each. */
    List<JobResult> results(Claim claim) {
        return results.of(claim.job());
    }

    /**
     * Records what a member gave.
     *
     * @return false if the run is to pause
     */
    boolean progress(Claim claim, MemberRecords progress) {
        return held(claim, job -> {
            records.add(job, progress);
            return !job.isPauseRequested();
        });
    }

    /** A member's training has ended well, while others are still trained: it will not be trained again. */
    void finish(Claim claim, MemberRecords last, StopReason reason, float[] parameters) {
        held(claim, job -> {
            records.add(job, last);
            records.finish(job, last.member(), reason);
            entities.persist(
                    new JobResult(new JobResult.Key(claim.job(), last.member()), FloatCodec.encode(parameters)));
            snapshots.deleteOf(claim.job(), last.member());
            return job;
        });
    }

    /**
     * The end of a run that went well: what was not yet recorded, the model, the state, all or nothing.
     *
     * @param reason why the training of those ended that {@code last} is about
     */
    void succeed(Claim claim, List<MemberRecords> last, StopReason reason, NewModel model) {
        held(claim, job -> {
            for (MemberRecords member : last) {
                records.add(job, member);
                records.finish(job, member.member(), reason);
            }
            int version = models.publish(model);
            return end(job, job.succeed(reason, version, clock.instant()));
        });
    }

    void fail(Claim claim, List<MemberRecords> last, JobError error) {
        held(claim, job -> {
            last.forEach(member -> records.add(job, member));
            return end(job, job.fail(json.write(error), error.message(), clock.instant()));
        });
    }

    /** The run stops: what was done is kept, and the job pauses if it was asked to, or goes back to the queue. */
    void handBack(Claim claim, List<MemberRecords> last) {
        held(claim, job -> {
            last.forEach(member -> records.add(job, member));
            JobTransition transition =
                    job.isPauseRequested() ? job.pause(clock.instant()) : job.handBack(clock.instant());
            entities.persist(transition);
            return transition;
        });
    }

    /** Whether the run still has the job, and is not to pause. */
    boolean mayGoOn(Claim claim) {
        return jobs.fenceOfOneThatGoesOn(claim.job()).orElse(-1L) == claim.fence();
    }

    private JobTransition end(TrainingJob job, JobTransition transition) {
        entities.persist(transition);
        snapshots.deleteOf(job.id());
        results.deleteOf(job.id());
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
