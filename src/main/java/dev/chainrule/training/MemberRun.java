package dev.chainrule.training;

import dev.chainrule.engine.io.CorruptStateException;
import dev.chainrule.engine.io.StateCodec;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.Trainer;
import dev.chainrule.engine.train.TrainingState;
import dev.chainrule.preparation.PreparedSamples;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The training of one member in a run: from its snapshot, or its beginning, to its end or to where the run stops. */
final class MemberRun {

    /**
     * How it ended: with a reason, with a failure, or stopped.
     *
     * @param parameters (P) at the end
     * @param records what was not yet recorded; of a member that was stopped, with the state to go on from
     */
    record Outcome(
            int member,
            @Nullable StopReason reason,
            @Nullable Throwable failure,
            float[] parameters,
            Optional<MemberRecords> records) {}

    private static final Logger log = LoggerFactory.getLogger(MemberRun.class);

    private final JobStore store;
    private final JobStore.Claim claim;
    private final TrainingMetrics metrics;
    private final TrainingPlan plan;
    private final PlanRows rows;
    private final StopSignal stop;

    MemberRun(
            JobStore store,
            JobStore.Claim claim,
            TrainingMetrics metrics,
            TrainingPlan plan,
            PlanRows rows,
            StopSignal stop) {
        this.store = store;
        this.claim = claim;
        this.metrics = metrics;
        this.plan = plan;
        this.rows = rows;
        this.stop = stop;
    }

    Outcome run(JobStore.MemberStart start) {
        MemberPlan member = plan.members().get(start.member());
        ExpertPlan expert = plan.expertOf(member);
        PreparedSamples samples = rows.samples(member);
        RowSet training = rows.training(samples, member);
        TrainingState state = member.initialState(expert, training);
        Optional<byte[]> snapshot = store.snapshot(claim, start.member());
        if (snapshot.isPresent()) {
            restore(snapshot.get(), state, start.member());
        }
        MemberRecorder recorder = new MemberRecorder(
                store,
                claim,
                metrics,
                stop,
                start,
                state.epoch(),
                expert.checkpoints(),
                member.split().training().length);
        log.info("{}starts behind epoch {}", who(start.member()), state.epoch());
        Trainer trainer = new Trainer(
                expert.networkSpec(),
                member.spec(),
                training,
                rows.validation(samples, member),
                plan.task(),
                member.target().units(plan.outputs()));
        float[] parameters = state.parameters().values();
        StopReason reason;
        try {
            reason = reason(trainer.run(state, recorder));
        } catch (FencedException | DataAccessException | TransactionException e) {
            // somebody else's job, or the database's trouble: not a failure of the training
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Outcome(start.member(), null, e, parameters, Optional.of(recorder.unsaved(null)));
        }
        MemberRecords records = recorder.unsaved(reason == null ? state : null);
        if (reason == null || plan.members().size() == 1) {
            return new Outcome(start.member(), reason, null, parameters, Optional.of(records));
        }
        store.finish(claim, records, reason, parameters);
        return new Outcome(start.member(), reason, null, parameters, Optional.empty());
    }

    /** Which member a line of the log is about, where there are several. */
    private String who(int member) {
        return plan.members().size() == 1 ? "" : "member " + member + " ";
    }

    private static @Nullable StopReason reason(Trainer.Ending ending) {
        return switch (ending) {
            case EPOCHS_COMPLETED -> StopReason.EPOCHS_COMPLETED;
            case TARGET_LOSS -> StopReason.TARGET_LOSS;
            case EARLY_STOPPING -> StopReason.EARLY_STOPPING;
            case MAX_SECONDS -> StopReason.MAX_SECONDS;
            case STOPPED -> null;
        };
    }

    private static void restore(byte[] snapshot, TrainingState state, int member) {
        try {
            StateCodec.decode(snapshot, state, member);
        } catch (CorruptStateException e) {
            throw new IllegalStateException("the snapshot cannot be read", e);
        }
    }
}
