package dev.chainrule.engine.train;

import dev.chainrule.engine.optim.ScheduleSpec;
import java.util.OptionalInt;

/**
 * What the epochs so far have given, as far as the rest of the training depends on it.
 *
 * @param lastTrainLoss train loss of the last completed epoch; infinite before
 * @param bestLoss lowest monitored loss; infinite before
 * @param stopping what early stopping counts
 * @param plateau what the schedule counts
 * @param cuts how often the schedule has cut the learning rate on a plateau
 * @param seconds spent on completed epochs, with their evaluation
 */
public record Progress(
        double lastTrainLoss, double bestLoss, Stagnation stopping, Stagnation plateau, int cuts, double seconds) {

    static final Progress NONE =
            new Progress(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Stagnation.NONE, Stagnation.NONE, 0, 0);

    /** After another epoch, which took {@code epochSeconds}. */
    Progress after(EpochReport report, TrainingSpec spec, double epochSeconds) {
        double loss = report.monitoredLoss();
        Stagnation nextPlateau = plateau;
        int nextCuts = cuts;
        if (spec.schedule() instanceof ScheduleSpec.ReduceOnPlateau rule) {
            nextPlateau = plateau.after(loss, rule.minDelta());
            if (nextPlateau.epochs() >= rule.patience()) {
                nextPlateau = nextPlateau.anew();
                nextCuts++;
            }
        }
        return new Progress(
                report.trainLoss(),
                Math.min(loss, bestLoss),
                stopping.after(loss, spec.stop().minDelta()),
                nextPlateau,
                nextCuts,
                seconds + epochSeconds);
    }

    boolean hasRunOutOf(OptionalInt patience) {
        return patience.isPresent() && stopping.epochs() >= patience.getAsInt();
    }
}
