package dev.chainrule.training;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.io.StateCodec;
import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.TrainingState;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The rows of a job's members: epochs, checkpoints, snapshots. Called with the job's row locked, in the transaction of the caller. */
@Component
class JobRecords {

    private final JobMemberRepository members;
    private final JobEpochRepository epochs;
    private final JobCheckpointRepository checkpoints;
    private final EntityManager entities;
    private final JobJson json;
    private final Clock clock;

    JobRecords(
            JobMemberRepository members,
            JobEpochRepository epochs,
            JobCheckpointRepository checkpoints,
            EntityManager entities,
            JobJson json,
            Clock clock) {
        this.members = members;
        this.epochs = epochs;
        this.checkpoints = checkpoints;
        this.entities = entities;
        this.json = json;
        this.clock = clock;
    }

    /** Deletes what was recorded of each member beyond its snapshot; all of one that has none and is not finished. */
    void goBack(TrainingJob job, List<JobMember> all, List<JobSnapshotRepository.Position> snapshots) {
        Map<Integer, Integer> epochOf = snapshots.stream()
                .collect(Collectors.toMap(
                        JobSnapshotRepository.Position::member, JobSnapshotRepository.Position::epoch));
        for (JobMember member : all) {
            if (!member.isFinished() && member.epoch() > 0) {
                int epoch = epochOf.getOrDefault(member.member(), 0);
                epochs.deleteLater(job.id(), member.member(), epoch);
                checkpoints.deleteLater(job.id(), member.member(), epoch);
                member.completed(epoch, bestOf(job.id(), member.member()));
            }
        }
    }

    private Optional<JobMember.Best> bestOf(UUID job, int member) {
        return epochs.best(job, member, Limit.of(1)).stream()
                .map(row -> new JobMember.Best(row.epoch(), row.monitoredLoss()))
                .findFirst();
    }

    void add(TrainingJob job, MemberRecords given) {
        int member = given.member();
        job.progress(member);
        row(job, member).completed(given.completed(), given.best());
        for (EpochReport report : given.reports()) {
            entities.persist(new JobEpoch(
                    new JobEpoch.Key(job.id(), member, report.epoch()),
                    job.revision(),
                    report.trainLoss(),
                    report.validation().map(held -> held.loss()).orElse(null),
                    report.learningRate(),
                    json.metrics(report),
                    report.seconds()));
        }
        for (Checkpoint checkpoint : given.checkpoints()) {
            EpochReport report = checkpoint.report();
            entities.persist(new JobCheckpoint(
                    new JobCheckpoint.Key(job.id(), member, report.epoch()),
                    job.revision(),
                    report.trainLoss(),
                    report.validation().map(held -> held.loss()).orElse(null),
                    FloatCodec.encode(checkpoint.parameters()),
                    clock.instant()));
        }
        if (given.dropped() > 0) {
            checkpoints.deleteUntil(job.id(), member, given.dropped());
        }
        TrainingState snapshot = given.snapshot();
        if (snapshot != null) {
            JobSnapshot.Key key = new JobSnapshot.Key(job.id(), member);
            byte[] content = StateCodec.encode(snapshot, member);
            entities.merge(new JobSnapshot(key, snapshot.epoch(), snapshot.batch(), clock.instant(), content));
        }
    }

    void finish(TrainingJob job, int member, StopReason reason) {
        row(job, member).finish(reason);
    }

    private JobMember row(TrainingJob job, int member) {
        return members.findById(new JobMember.Key(job.id(), member)).orElseThrow();
    }
}
