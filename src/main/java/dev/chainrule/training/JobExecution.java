package dev.chainrule.training;

import dev.chainrule.engine.io.CorruptStateException;
import dev.chainrule.engine.io.StateCodec;
import dev.chainrule.engine.train.DivergedException;
import dev.chainrule.engine.train.TrainingState;
import dev.chainrule.model.NewModel;
import dev.chainrule.preparation.PreparedSamples;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** A run of a training job: from the claim to a model, or to the reason why there is none. */
@Component
class JobExecution {

    private static final Logger log = LoggerFactory.getLogger(JobExecution.class);

    private final JobStore store;
    private final Planner planner;
    private final RunningJobs running;
    private final TrainingMetrics metrics;
    private final JobJson json;

    JobExecution(JobStore store, Planner planner, RunningJobs running, TrainingMetrics metrics, JobJson json) {
        this.store = store;
        this.planner = planner;
        this.running = running;
        this.metrics = metrics;
        this.json = json;
    }

    /** Runs a job until it ends or pauses, or until the service stops. */
    void run(UUID id) {
        if (running.isStopping()) {
            return;
        }
        // every line that the log has of the run names its job
        MDC.put("job", id.toString());
        try {
            store.claim(id).ifPresent(this::run);
        } finally {
            MDC.remove("job");
        }
    }

    private void run(JobStore.Claim claim) {
        ProgressRecorder recorder = new ProgressRecorder(store, claim, metrics);
        running.add(claim.job(), recorder);
        try {
            train(claim, recorder);
        } catch (FencedException e) {
            log.info("{}", e.getMessage());
        } finally {
            running.remove(claim.job());
        }
    }

    private void train(JobStore.Claim claim, ProgressRecorder recorder) {
        try {
            TrainingPlan plan = planner.plan(json.tree(claim.plan()));
            PreparedSamples samples = plan.prepare();
            TrainingState state = start(claim, plan, samples, recorder);
            switch (plan.trainer(samples).run(state, recorder)) {
                case EPOCHS_COMPLETED -> succeed(claim, plan, samples, state, recorder, StopReason.EPOCHS_COMPLETED);
                case TARGET_LOSS -> succeed(claim, plan, samples, state, recorder, StopReason.TARGET_LOSS);
                case EARLY_STOPPING -> succeed(claim, plan, samples, state, recorder, StopReason.EARLY_STOPPING);
                case MAX_SECONDS -> succeed(claim, plan, samples, state, recorder, StopReason.MAX_SECONDS);
                case STOPPED -> store.handBack(claim, recorder.unsaved(), state);
            }
        } catch (DivergedException e) {
            log.info("{}", e.getMessage());
            String message = String.valueOf(e.getMessage());
            JobError error = new JobError("diverged", message, e.epoch(), e.batch(), e.layer());
            store.fail(claim, recorder.unsaved(), error);
        } catch (FencedException | DataAccessException | TransactionException e) {
            // the database's trouble, or somebody else's job: not a failure of the training
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("the run failed", e);
            JobError error = e instanceof OutOfMemoryError
                    ? JobError.of("out_of_memory", "the training needs more memory than the service has")
                    : JobError.of("internal", "the service failed; its log says more");
            store.fail(claim, recorder.unsaved(), error);
        }
    }

    /** The state to go on from: the snapshot's, or the beginning. */
    private static TrainingState start(
            JobStore.Claim claim, TrainingPlan plan, PreparedSamples samples, ProgressRecorder recorder) {
        TrainingState state = plan.initialState(samples);
        if (claim.snapshot().isPresent()) {
            try {
                StateCodec.decode(claim.snapshot().get(), state, 0);
            } catch (CorruptStateException e) {
                throw new IllegalStateException("the snapshot cannot be read", e);
            }
        }
        recorder.startFrom(state.epoch(), claim.best(), plan.checkpoints(), plan.trainingRows());
        log.info("starts behind epoch {}", state.epoch());
        return state;
    }

    private void succeed(
            JobStore.Claim claim,
            TrainingPlan plan,
            PreparedSamples samples,
            TrainingState state,
            ProgressRecorder recorder,
            StopReason reason) {
        float[] parameters = state.parameters().values();
        String metrics =
                json.metrics(plan.evaluateTraining(samples, parameters), plan.evaluateValidation(samples, parameters));
        NewModel model = plan.model(claim.source(), List.of(parameters), metrics);
        store.succeed(claim, recorder.unsaved(), reason, model);
        log.info("succeeded after epoch {}: {}", state.epoch(), reason.text());
    }
}
