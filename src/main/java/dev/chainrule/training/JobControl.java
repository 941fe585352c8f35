package dev.chainrule.training;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.model.ModelService;
import dev.chainrule.model.NewModel;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions of those who steer jobs: whoever runs the job meanwhile finds its fence raised, or that it is to pause. */
@Component
class JobControl {

    private final TrainingJobRepository jobs;
    private final JobEpochRepository epochs;
    private final JobSnapshotRepository snapshots;
    private final JobCheckpointRepository checkpoints;
    private final JobQueue queue;
    private final ModelService models;
    private final EntityManager entities;
    private final TransactionTemplate transactions;
    private final JobSignals signals;
    private final Clock clock;

    JobControl(
            TrainingJobRepository jobs,
            JobEpochRepository epochs,
            JobSnapshotRepository snapshots,
            JobCheckpointRepository checkpoints,
            JobQueue queue,
            ModelService models,
            EntityManager entities,
            TransactionTemplate transactions,
            JobSignals signals,
            Clock clock) {
        this.jobs = jobs;
        this.epochs = epochs;
        this.snapshots = snapshots;
        this.checkpoints = checkpoints;
        this.queue = queue;
        this.models = models;
        this.entities = entities;
        this.transactions = transactions;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Cancels a job. Its last checkpoint, if it has any, becomes a version of its model in the same transaction.
     *
     * @param plan what the job was planned as; null to do without as long as no model is to be made
     * @return false if nothing was done, since there is a checkpoint and no plan
     */
    boolean cancel(UUID id, @Nullable TrainingPlan plan) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            TrainingJob job = jobs.lock(id).orElseThrow();
            JobTransition transition = job.cancel(clock.instant());
            Optional<JobCheckpoint> last =
                    checkpoints.newest(id, Limit.of(1)).stream().findFirst();
            if (last.isPresent() && plan == null) {
                status.setRollbackOnly();
                return false;
            }
            if (last.isPresent() && plan != null) {
                job.leaves(models.publish(model(job, plan, last.get())));
            }
            entities.persist(transition);
            snapshots.deleteOf(id);
            return true;
        }));
        signals.changed(id);
        return done;
    }

    /** A checkpoint as a model. Its metrics are those that its epoch gave. */
    private NewModel model(TrainingJob job, TrainingPlan plan, JobCheckpoint checkpoint) {
        int count = Math.toIntExact(Parameters.count(plan.networkSpec()));
        String metrics = epochs.at(job.id(), checkpoint.epoch()).orElseThrow().metrics();
        return plan.model(
                job.origin().of(job.id(), job.modelName()),
                List.of(FloatCodec.decode(checkpoint.parameters(), count)),
                metrics);
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
