package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.io.StateCodec;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.engine.optim.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is stopped anywhere, stored as bytes, and continued elsewhere has the bits of one that was not. */
class ResumeTest {

    /** 37 rows in batches of 8: five batches an epoch, the last of 5 rows. */
    private static final MatrixSamples SAMPLES = samples(37, 5, 3);

    private static final NetworkSpec NETWORK = new NetworkSpec(
            5,
            List.of(
                    new LayerSpec.Dense(17, new Activation.Tanh()),
                    new LayerSpec.Dense(9, new Activation.Relu()),
                    new LayerSpec.Dense(3, new Activation.Softmax())));

    /** With layers that draw random numbers, and that keep running statistics. */
    private static final NetworkSpec DROPPING = new NetworkSpec(
            5,
            List.of(
                    new LayerSpec.Dropout(0.1),
                    new LayerSpec.Dense(17, new Activation.Linear()),
                    new LayerSpec.BatchNormalization(new Activation.Tanh(), 1e-5, 0.1),
                    new LayerSpec.Dropout(0.5),
                    new LayerSpec.Dense(9, new Activation.Relu()),
                    new LayerSpec.LayerNormalization(new Activation.Linear(), 1e-5),
                    new LayerSpec.Dense(3, new Activation.Softmax())));

    private static MatrixSamples samples(int rows, int inputs, int classes) {
        Random random = new Random(4);
        float[] x = new float[rows * inputs];
        float[] y = new float[rows * classes];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        for (int row = 0; row < rows; row++) {
            y[row * classes + random.nextInt(classes)] = 1;
        }
        return new MatrixSamples(x, y, rows, inputs, classes);
    }

    static Stream<Arguments> runs() {
        return Stream.of(NETWORK, DROPPING)
                .flatMap(network -> optimizers().map(optimizer -> Arguments.of(network, optimizer)));
    }

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                new OptimizerSpec.SgdSpec(0.1, 0),
                new OptimizerSpec.SgdSpec(0.1, 0.9),
                new OptimizerSpec.SgdSpec(0.1, 0.9, true, new WeightDecay(0.01, true)),
                new OptimizerSpec.AdamSpec(0.01),
                new OptimizerSpec.AdamWSpec(0.01, Moments.DEFAULT, new WeightDecay(0.1, false)),
                new OptimizerSpec.NadamSpec(0.01, Moments.DEFAULT, WeightDecay.NONE),
                new OptimizerSpec.LionSpec(0.001, 0.9, 0.99, new WeightDecay(0.1, true)),
                new OptimizerSpec.AdamaxSpec(0.01, Moments.DEFAULT, WeightDecay.NONE),
                new OptimizerSpec.RmspropSpec(0.01, 0.9, 1e-8, 0, WeightDecay.NONE),
                new OptimizerSpec.RmspropSpec(0.01, 0.9, 1e-8, 0.9, WeightDecay.NONE),
                new OptimizerSpec.AdagradSpec(0.01, 1e-10, WeightDecay.NONE),
                new OptimizerSpec.AdadeltaSpec(1, 0.9, 1e-6, WeightDecay.NONE));
    }

    private static TrainingSpec spec(OptimizerSpec optimizer, long seed) {
        return new TrainingSpec(
                6, 8, true, seed, new Loss.CategoricalCrossEntropy(), optimizer, OptionalDouble.empty());
    }

    /** Steps through a training batch by batch, as the trainer does; stored and read back after each batch if asked to. */
    private static Outcome train(NetworkSpec network, TrainingSpec spec, boolean interrupted) {
        List<Double> losses = new ArrayList<>();
        TrainingState state = TrainingState.initial(network, spec);
        Trainer.Ending ending = Trainer.Ending.STOPPED;
        while (ending == Trainer.Ending.STOPPED) {
            if (interrupted) {
                byte[] stored = StateCodec.encode(state, 0);
                state = TrainingState.initial(network, spec);
                StateCodec.decode(stored, state, 0);
            }
            Trainer trainer = Trainings.trainer(network, spec, SAMPLES, Task.MULTICLASS_CLASSIFICATION);
            ending = interrupted
                    ? trainer.run(state, stoppingAfterEachBatch(losses), () -> true)
                    : trainer.run(state, recorder(losses));
        }
        return new Outcome(losses, FloatCodec.encode(state.parameters().values()));
    }

    private static Trainings.Listener recorder(List<Double> losses) {
        return new Trainings.Listener((state, report) -> {
            report.ifPresent(epoch -> losses.add(epoch.trainLoss()));
            return TrainingListener.Signal.CONTINUE;
        });
    }

    private static Trainings.Listener stoppingAfterEachBatch(List<Double> losses) {
        return new Trainings.Listener((state, report) -> {
            report.ifPresent(epoch -> losses.add(epoch.trainLoss()));
            return TrainingListener.Signal.STOP;
        });
    }

    private record Outcome(List<Double> losses, byte[] parameters) {}

    @ParameterizedTest
    @MethodSource("runs")
    void interruptedAfterEachBatch(NetworkSpec network, OptimizerSpec optimizer) {
        Outcome undisturbed = train(network, spec(optimizer, 3), false);
        Outcome interrupted = train(network, spec(optimizer, 3), true);

        assertThat(undisturbed.losses()).hasSize(6);
        assertThat(interrupted.losses()).isEqualTo(undisturbed.losses());
        assertThat(interrupted.parameters()).isEqualTo(undisturbed.parameters());
    }

    static Stream<TrainingSpec> rules() {
        StopRules stop =
                new StopRules(OptionalDouble.empty(), OptionalInt.of(3), 0.001, true, OptionalDouble.of(1_000_000));
        return Stream.of(
                ruled(new ScheduleSpec.ReduceOnPlateau(0.5, 1, 0.05, 2), StopRules.NONE),
                ruled(new ScheduleSpec.Cosine(0.1, 2), StopRules.NONE),
                ruled(new ScheduleSpec.ReduceOnPlateau(0.5, 2, 0.01, 0), stop));
    }

    private static TrainingSpec ruled(ScheduleSpec schedule, StopRules stop) {
        return new TrainingSpec(
                30,
                8,
                true,
                3,
                new Loss.CategoricalCrossEntropy(),
                new OptimizerSpec.SgdSpec(1.5, 0.9),
                schedule,
                new ClippingSpec.Norm(0.5),
                stop);
    }

    /** A rate that is too large: the loss goes up and down, so that plateaus, patience and the best epoch matter. */
    @ParameterizedTest
    @MethodSource("rules")
    void whatFollowsFromEarlierEpochsSurvivesAsWell(TrainingSpec spec) {
        Outcome undisturbed = train(DROPPING, spec, false);
        Outcome interrupted = train(DROPPING, spec, true);

        assertThat(interrupted.losses()).isEqualTo(undisturbed.losses());
        assertThat(interrupted.parameters()).isEqualTo(undisturbed.parameters());
        assertThat(undisturbed.losses()).hasSizeLessThan(spec.stop().patience().isPresent() ? 30 : 31);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        OptimizerSpec adam = new OptimizerSpec.AdamSpec(0.01);
        assertThat(train(NETWORK, spec(adam, 3), false))
                .usingRecursiveComparison()
                .isEqualTo(train(NETWORK, spec(adam, 3), false));
        assertThat(train(NETWORK, spec(adam, 4), false).losses())
                .isNotEqualTo(train(NETWORK, spec(adam, 3), false).losses());
    }

    @Test
    void aRunThatHadReachedItsTargetDoesNotGoOn() {
        TrainingSpec spec = new TrainingSpec(
                100,
                8,
                true,
                3,
                new Loss.CategoricalCrossEntropy(),
                new OptimizerSpec.AdamSpec(0.01),
                OptionalDouble.of(0.9));
        TrainingState state = TrainingState.initial(NETWORK, spec);
        Trainer trainer = Trainings.trainer(NETWORK, spec, SAMPLES, Task.MULTICLASS_CLASSIFICATION);
        assertThat(trainer.run(state, recorder(new ArrayList<>()))).isEqualTo(Trainer.Ending.TARGET_LOSS);
        int reached = state.epoch();
        assertThat(reached).isBetween(2, 99);

        TrainingState restored = TrainingState.initial(NETWORK, spec);
        StateCodec.decode(StateCodec.encode(state, 0), restored, 0);
        assertThat(trainer.run(restored, recorder(new ArrayList<>()))).isEqualTo(Trainer.Ending.TARGET_LOSS);
        assertThat(restored.epoch()).isEqualTo(reached);
    }
}
