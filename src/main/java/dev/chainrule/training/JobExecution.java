package dev.chainrule.training;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.train.DivergedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        StopSignal stop = new StopSignal();
        running.add(claim.job(), stop);
        try {
            train(claim, stop);
        } catch (FencedException e) {
            log.info("{}", e.getMessage());
        } finally {
            running.remove(claim.job());
        }
    }

    private void train(JobStore.Claim claim, StopSignal stop) {
        List<MemberRecords> unsaved = new ArrayList<>();
        try {
            TrainingPlan plan = planner.plan(json.tree(claim.plan()));
            PlanRows rows = new PlanRows(plan);
            List<JobStore.MemberStart> waiting = claim.members().stream()
                    .filter(member -> member.ended() == null)
                    .toList();
            MemberRun training = new MemberRun(store, claim, metrics, plan, rows, stop);
            List<MemberRun.Outcome> outcomes = new MemberRuns(training, waiting, stop, running::membersAtOnce).run();
            outcomes.forEach(outcome -> outcome.records().ifPresent(unsaved::add));
            Optional<MemberRun.Outcome> failed = outcomes.stream()
                    .filter(outcome -> outcome.failure() != null)
                    .findFirst();
            if (failed.isPresent()) {
                fail(claim, plan, failed.get(), unsaved);
            } else if (outcomes.size() < waiting.size()
                    || outcomes.stream().anyMatch(outcome -> outcome.reason() == null)) {
                store.handBack(claim, unsaved);
            } else {
                succeed(claim, plan, rows, outcomes, unsaved);
            }
        } catch (FencedException | DataAccessException | TransactionException e) {
            // the database's trouble, or somebody else's job: not a failure of the training
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            store.fail(claim, unsaved, error(e, null));
        }
    }

    private void fail(JobStore.Claim claim, TrainingPlan plan, MemberRun.Outcome failed, List<MemberRecords> unsaved) {
        Integer member = plan.members().size() == 1 ? null : Integer.valueOf(failed.member());
        store.fail(claim, unsaved, error(failed.failure(), member));
    }

    private static JobError error(@Nullable Throwable failure, @Nullable Integer member) {
        if (failure instanceof DivergedException diverged) {
            JobError error = JobError.of(diverged, member);
            log.info("{}", error.message());
            return error;
        }
        log.error("the run failed", failure);
        return failure instanceof OutOfMemoryError
                ? JobError.of("out_of_memory", "the training needs more memory than the service has")
                : JobError.of("internal", "the service failed; its log says more");
    }

    private void succeed(
            JobStore.Claim claim,
            TrainingPlan plan,
            PlanRows rows,
            List<MemberRun.Outcome> outcomes,
            List<MemberRecords> unsaved) {
        float[][] parameters = new float[plan.members().size()][];
        if (outcomes.size() < parameters.length) {
            for (JobResult result : store.results(claim)) {
                int count = plan.expertOf(plan.members().get(result.member())).parameterCount();
                parameters[result.member()] = FloatCodec.decode(result.parameters(), count);
            }
        }
        StopReason reason = StopReason.EPOCHS_COMPLETED;
        for (MemberRun.Outcome outcome : outcomes) {
            parameters[outcome.member()] = outcome.parameters();
            reason = reason.or(outcome.reason());
        }
        for (JobStore.MemberStart member : claim.members()) {
            reason = reason.or(member.ended());
        }
        Ensemble ensemble = Ensemble.of(plan, rows, List.of(parameters));
        String measured = json.write(ensemble.metrics());
        store.succeed(claim, unsaved, reason, plan.model(claim.source(), ensemble.members(), measured));
        log.info("succeeded: {}", reason.text());
    }
}
