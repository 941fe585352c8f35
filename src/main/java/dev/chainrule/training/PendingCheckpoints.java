package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.TrainingState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The checkpoints that a run has yet to store: no more than are kept, since older ones would be thinned out at once. Storing them takes
 * no more than a small share of the time, however fast the epochs are.
 */
final class PendingCheckpoints {

    /** How much longer than it took to store some the next ones wait. */
    private static final int REST = 20;

    private final Deque<Checkpoint> pending = new ArrayDeque<>();
    private final CheckpointPolicy policy;
    private long due = System.nanoTime();

    PendingCheckpoints(CheckpointPolicy policy) {
        this.policy = policy;
    }

    void epochEnded(EpochReport report, TrainingState state) {
        if (!policy.takes(report.epoch())) {
            return;
        }
        if (pending.size() == policy.keep()) {
            pending.removeFirst();
        }
        pending.addLast(new Checkpoint(report, state.parameters().values().clone()));
    }

    /** Those to be stored now, oldest first. */
    List<Checkpoint> due(long now) {
        return now >= due ? all() : List.of();
    }

    List<Checkpoint> all() {
        return List.copyOf(pending);
    }

    /** Those that were given have been stored. */
    void stored(long from, long to) {
        pending.clear();
        due = to + REST * (to - from);
    }

    /** The last epoch whose checkpoint goes when these have been stored. */
    int lastDropped(List<Checkpoint> stored) {
        return stored.isEmpty()
                ? 0
                : policy.lastDropped(stored.getLast().report().epoch());
    }
}
