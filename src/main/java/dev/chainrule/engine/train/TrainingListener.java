package dev.chainrule.engine.train;

/** The only way back up from a training: it hears of each epoch, and may stop the run. */
public interface TrainingListener {

    enum Signal {
        CONTINUE,
        STOP
    }

    /** Asked between batches, about once a millisecond at most. */
    Signal betweenBatches(TrainingState state);

    /** Asked after each epoch, when {@code state} stands at the beginning of the next one. */
    Signal epochEnded(EpochReport report, TrainingState state);
}
