package dev.chainrule.engine.train;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import java.util.OptionalDouble;

/**
 * How to train.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batchSize rows for each update, at least 1
 * @param shuffle whether the rows are put into a new order for each epoch
 * @param seed what initial values, order and split follow from
 * @param schedule how the optimizer's learning rate changes
 */
public record TrainingSpec(
        int epochs,
        int batchSize,
        boolean shuffle,
        long seed,
        Loss loss,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        StopRules stop) {

    public TrainingSpec {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, was " + epochs);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1, was " + batchSize);
        }
    }

    /** At a constant rate, without clipping, until the last epoch or an epoch whose train loss is at most {@code targetLoss}. */
    public TrainingSpec(
            int epochs,
            int batchSize,
            boolean shuffle,
            long seed,
            Loss loss,
            OptimizerSpec optimizer,
            OptionalDouble targetLoss) {
        this(
                epochs,
                batchSize,
                shuffle,
                seed,
                loss,
                optimizer,
                ScheduleSpec.none(),
                new ClippingSpec.None(),
                StopRules.targetLoss(targetLoss));
    }
}
