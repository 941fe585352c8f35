package dev.chainrule.training;

import dev.chainrule.model.ModelService;
import dev.chainrule.model.NewModel;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The transactions of those who steer jobs: whoever runs the job meanwhile finds its fence raised, or that it is to pause. */
@Component
class JobControl {

    private final TrainingJobRepository jobs;
    private final JobEpochRepository epochs;
    private final JobSnapshotRepository snapshots;
    private final JobCheckpointRepository checkpoints;
    private final JobMemberRepository members;
    private final JobResultRepository results;
    private final JobQueue queue;
    private final ModelService models;
    private final EntityManager entities;
    private final TransactionTemplate transactions;
    private final JobSignals signals;
    private final JobJson json;
    private final Clock clock;

    JobControl(
            TrainingJobRepository jobs,
            JobEpochRepository epochs,
            JobSnapshotRepository snapshots,
            JobCheckpointRepository checkpoints,
            JobMemberRepository members,
            JobResultRepository results,
            JobQueue queue,
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
        this.members = members;
        this.results = results;
        this.queue = queue;
        this.models = models;
        this.entities = entities;
        this.transactions = transactions;
        this.signals = signals;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Cancels a job. What its members have left, at their ends or as their last checkpoints, becomes a version of its
     * model in the same transaction.
     *
     * @param plan what the job was planned as; null to do without as long as no model is to be made
     * @return false if nothing was done, since there is a checkpoint and no plan
     */
    boolean cancel(UUID id, @Nullable TrainingPlan plan) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            TrainingJob job = jobs.lock(id).orElseThrow();
            JobTransition transition = job.cancel(clock.instant());
            LeftMembers left = LeftMembers.of(results.of(id), checkpoints.newest(id));
            if (!left.isEmpty() && plan == null) {
                status.setRollbackOnly();
                return false;
            }
            if (!left.isEmpty() && plan != null) {
                job.leaves(models.publish(model(job, plan, left)));
            }
            entities.persist(transition);
            snapshots.deleteOf(id);
            results.deleteOf(id);
            return true;
        }));
        signals.changed(id);
        return done;
    }

    /** What has been trained as a model. Its metrics are those that the epochs gave: of several members, their mean. */
    private NewModel model(TrainingJob job, TrainingPlan plan, LeftMembers left) {
        List<JsonNode> metrics = new ArrayList<>();
        for (JobMember member : members.of(job.id())) {
            left.epochOf(member, plan)
                    .flatMap(epoch -> epochs.at(job.id(), member.member(), epoch))
                    .ifPresent(epoch -> metrics.add(json.tree(epoch.metrics())));
        }
        return plan.model(
                job.origin().of(job.id(), job.modelName()),
                left.members(plan),
                JobJson.mean(metrics).toString());
    }

    /** Notes that a running job is to pause. */
    void requestPause(UUID id) {
        transactions.executeWithoutResult(status -> jobs.lock(id).orElseThrow().requestPause());
        signals.changed(id);
    }

    /** Puts a paused job into the queue again. */
    void resume(UUID id) {
        transactions.executeWithoutResult(status -> {
            entities.persist(jobs.lock(id).orElseThrow().resume(clock.instant()));
            queue.add(id);
        });
        signals.changed(id);
    }
}
