package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Nothing that is not finite gets into a model, and whoever trained it learns where it began. */
class DivergenceTest {

    private static final TrainingListener GOING_ON =
            new Trainings.Listener((state, report) -> TrainingListener.Signal.CONTINUE);

    private static TrainingSpec spec(int epochs, double learningRate) {
        return new TrainingSpec(
                epochs,
                2,
                false,
                1,
                new Loss.MeanSquaredError(),
                new OptimizerSpec.SgdSpec(learningRate, 0),
                OptionalDouble.empty());
    }

    @Test
    void aHugeLearningRateIsTracedToItsBatchAndLayer() {
        NetworkSpec network = new NetworkSpec(
                1,
                List.of(
                        new LayerSpec.Dense(2, new Activation.Linear()),
                        new LayerSpec.Dense(1, new Activation.Linear())));
        MatrixSamples samples =
                Trainings.samples(new double[][] {{1}, {2}, {3}, {4}}, new double[][] {{1}, {2}, {3}, {4}});
        TrainingSpec spec = spec(50, 1e6);
        TrainingState state = TrainingState.initial(network, spec);
        assertThatThrownBy(() -> Trainings.trainer(network, spec, samples, Task.REGRESSION)
                        .run(state, GOING_ON))
                .isInstanceOfSatisfying(DivergedException.class, diverged -> {
                    assertThat(diverged.epoch()).isBetween(1, 10);
                    assertThat(diverged.batch()).isBetween(1, 2);
                    assertThat(diverged.layer()).isBetween(0, 1);
                    assertThat(diverged).hasMessageContaining("learning rate");
                });
    }

    @Test
    void aWeightThatBecameInfiniteInTheLastUpdateIsFound() {
        NetworkSpec network = new NetworkSpec(1, List.of(new LayerSpec.Dense(1, new Activation.Linear())));
        MatrixSamples samples = Trainings.samples(new double[][] {{1e20}}, new double[][] {{1e20}});
        TrainingSpec spec = spec(1, 1e30);
        TrainingState state = TrainingState.initial(network, spec);
        assertThatThrownBy(() -> Trainings.trainer(network, spec, samples, Task.REGRESSION)
                        .run(state, GOING_ON))
                .isInstanceOfSatisfying(DivergedException.class, diverged -> {
                    assertThat(diverged.epoch()).isEqualTo(1);
                    assertThat(diverged.batch()).isEqualTo(1);
                    assertThat(diverged.layer()).isZero();
                });
    }
}
