package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * p = w with w = 0 at first, the loss (y - w)^2 / 2 and the rate 1/2: training rows pull w halfway to 8 in each epoch, w = 4, 6, 7, 7.5,
 * ..., past the validation's 6, whose loss is 2, 0, 1/2, 9/8, ...
 */
class StoppingTest {

    private static final MatrixSamples SAMPLES =
            Trainings.samples(new double[][] {{1}, {1}}, new double[][] {{8}, {6}});

    private static final NetworkSpec NETWORK = new NetworkSpec(
            1,
            List.of(new LayerSpec.Dense(
                    OptionalInt.of(1), new Activation.Linear(), false, Initializer.GLOROT_UNIFORM)));

    private final List<EpochReport> reports = new ArrayList<>();
    private float[] w = new float[1];

    private Trainer.Ending train(ScheduleSpec schedule, StopRules stop) {
        TrainingSpec spec = new TrainingSpec(
                8,
                1,
                false,
                1,
                new Loss.HalfSquaredError(),
                new OptimizerSpec.SgdSpec(0.5, 0),
                schedule,
                new ClippingSpec.None(),
                stop);
        TrainingState state = TrainingState.initial(Parameters.over(NETWORK, new float[1]), spec);
        Trainer trainer = new Trainer(
                NETWORK,
                spec,
                new RowSet(SAMPLES, new int[] {0}),
                Optional.of(new RowSet(SAMPLES, new int[] {1})),
                Task.REGRESSION,
                Trainings.plain(1));
        Trainer.Ending ending = trainer.run(state, new Trainings.Listener((now, report) -> {
            report.ifPresent(reports::add);
            return TrainingListener.Signal.CONTINUE;
        }));
        w = state.parameters().values();
        return ending;
    }

    private static StopRules patience(int epochs, double minDelta, boolean restoreBest) {
        return new StopRules(
                OptionalDouble.empty(), OptionalInt.of(epochs), minDelta, restoreBest, OptionalDouble.empty());
    }

    @Test
    void patienceCountsEpochsWithoutAFall() {
        assertThat(train(ScheduleSpec.none(), patience(2, 0, false))).isEqualTo(Trainer.Ending.EARLY_STOPPING);
        assertThat(reports).extracting(EpochReport::monitoredLoss).containsExactly(2.0, 0.0, 0.5, 1.125);
        assertThat(w).containsExactly(7.5f);
    }

    @Test
    void theBestParametersAreRestored() {
        assertThat(train(ScheduleSpec.none(), patience(2, 0, true))).isEqualTo(Trainer.Ending.EARLY_STOPPING);
        assertThat(reports).hasSize(4);
        assertThat(w).containsExactly(6f);
    }

    @Test
    void aSmallFallDoesNotCountButMayBeTheBest() {
        // from 2 to 0 is no fall by more than 2, so patience ends an epoch earlier
        assertThat(train(ScheduleSpec.none(), patience(2, 2, true))).isEqualTo(Trainer.Ending.EARLY_STOPPING);
        assertThat(reports).hasSize(3);
        assertThat(w).containsExactly(6f);
    }

    @Test
    void theBestIsRestoredAtAnyOtherEndAsWell() {
        StopRules best = new StopRules(OptionalDouble.empty(), OptionalInt.empty(), 0, true, OptionalDouble.empty());
        assertThat(train(ScheduleSpec.none(), best)).isEqualTo(Trainer.Ending.EPOCHS_COMPLETED);
        assertThat(reports).hasSize(8);
        assertThat(w).containsExactly(6f);
    }

    @Test
    void timeIsLookedAtAfterEachEpoch() {
        StopRules soon = new StopRules(OptionalDouble.empty(), OptionalInt.empty(), 0, false, OptionalDouble.of(1e-9));
        assertThat(train(ScheduleSpec.none(), soon)).isEqualTo(Trainer.Ending.MAX_SECONDS);
        assertThat(reports).hasSize(1);
    }

    @Test
    void aPlateauCutsTheRateAndCountsAnew() {
        // the best loss, 0, is that of epoch 2: cut after epochs 4, 6 and so on
        train(new ScheduleSpec.ReduceOnPlateau(0.5, 2, 0, 0), StopRules.NONE);
        assertThat(reports)
                .extracting(EpochReport::learningRate)
                .containsExactly(0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125);
    }
}
