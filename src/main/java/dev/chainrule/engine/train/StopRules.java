package dev.chainrule.engine.train;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a training ends before its last epoch, and which parameters it ends with. What is monitored is the validation loss, or the train
 * loss where nothing is validated.
 *
 * @param targetLoss after an epoch whose train loss is at most this
 * @param patience after this many epochs in which the monitored loss has not fallen by more than {@code minDelta}
 * @param restoreBest whether the end takes the parameters of the epoch with the lowest monitored loss, instead of the last ones
 * @param maxSeconds after the first epoch that ends when this much time has been spent on epochs
 */
public record StopRules(
        OptionalDouble targetLoss,
        OptionalInt patience,
        double minDelta,
        boolean restoreBest,
        OptionalDouble maxSeconds) {

    /** After the last epoch, with the parameters then. */
    public static final StopRules NONE = targetLoss(OptionalDouble.empty());

    public StopRules {
        if (patience.isPresent() && patience.getAsInt() < 1) {
            throw new IllegalArgumentException("patience must be at least 1, was " + patience.getAsInt());
        }
    }

    /** At a target loss, if there is one, and not otherwise. */
    public static StopRules targetLoss(OptionalDouble targetLoss) {
        return new StopRules(targetLoss, OptionalInt.empty(), 0, false, OptionalDouble.empty());
    }
}
