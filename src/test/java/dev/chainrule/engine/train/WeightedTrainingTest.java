package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What weights of rows mean in a batch, an epoch and an evaluation. */
class WeightedTrainingTest {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            1, List.of(new LayerSpec.Dense(4, new Activation.Tanh()), new LayerSpec.Dense(1, new Activation.Linear())));
    private static final MatrixSamples SAMPLES =
            Trainings.samples(new double[][] {{1}, {2}, {-1}, {0.5}}, new double[][] {{3}, {1}, {-2}, {0}});

    private record Run(float[] parameters, List<EpochReport> reports) {
        static Run of(RowSet rows, int batchSize) {
            TrainingSpec spec = new TrainingSpec(
                    3,
                    batchSize,
                    false,
                    7,
                    new Loss.MeanSquaredError(),
                    new OptimizerSpec.AdamSpec(0.05),
                    OptionalDouble.empty());
            TrainingState state = TrainingState.initial(NETWORK, spec);
            List<EpochReport> reports = new ArrayList<>();
            new Trainer(NETWORK, spec, rows, Optional.of(rows), Task.REGRESSION, Trainings.plain(1))
                    .run(state, new Trainings.Listener((now, report) -> {
                        report.ifPresent(reports::add);
                        return TrainingListener.Signal.CONTINUE;
                    }));
            return new Run(state.parameters().values(), reports);
        }
    }

    @Test
    void weightsOfOneChangeNoBit() {
        int[] all = {0, 1, 2, 3};
        Run plain = Run.of(new RowSet(SAMPLES, all), 3);
        Run ones = Run.of(new RowSet(SAMPLES, all, new float[] {1, 1, 1, 1}), 3);
        assertThat(ones.parameters()).containsExactly(plain.parameters());
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(ones.reports().get(epoch).trainLoss())
                    .isEqualTo(plain.reports().get(epoch).trainLoss());
        }
    }

    @Test
    void aBatchThatWeighsNothingMakesNoUpdate() {
        Run weighted = Run.of(new RowSet(SAMPLES, new int[] {0, 1, 2, 3}, new float[] {0, 0, 2, 5}), 2);
        Run without = Run.of(new RowSet(SAMPLES, new int[] {2, 3}, new float[] {0, 0, 2, 5}), 2);
        assertThat(weighted.parameters()).containsExactly(without.parameters());
        EpochReport last = weighted.reports().getLast();
        assertThat(last.trainLoss()).isEqualTo(without.reports().getLast().trainLoss());
        assertThat(last.validation().orElseThrow().loss())
                .isEqualTo(
                        without.reports().getLast().validation().orElseThrow().loss());
        // metrics count every row alike
        assertThat(last.trainMetrics()).isNotEqualTo(without.reports().getLast().trainMetrics());
    }

    @Test
    void aWholeWeightIsAsIfTheRowStoodThereSoOften() {
        Run weighted = Run.of(new RowSet(SAMPLES, new int[] {0, 1, 2, 3}, new float[] {1, 3, 2, 1}), 4);
        Run repeated = Run.of(new RowSet(SAMPLES, new int[] {0, 1, 1, 1, 2, 2, 3}), 7);
        for (int i = 0; i < weighted.parameters().length; i++) {
            assertThat(weighted.parameters()[i]).isCloseTo(repeated.parameters()[i], within(1e-5f));
        }
        EpochReport last = weighted.reports().getLast();
        assertThat(last.trainLoss()).isCloseTo(repeated.reports().getLast().trainLoss(), within(1e-5));
        assertThat(last.validation().orElseThrow().loss())
                .isCloseTo(
                        repeated.reports().getLast().validation().orElseThrow().loss(), within(1e-5));
    }

    /** An epoch weighs its batches by the sums of their weights, not by their rows. */
    @Test
    void anEpochIsTheMeanOfItsRowsByTheirWeights() {
        float[] weights = {1, 3, 2, 0.5f};
        // nothing changes with a learning rate so small
        TrainingSpec spec = new TrainingSpec(
                1,
                3,
                false,
                7,
                new Loss.MeanSquaredError(),
                new OptimizerSpec.SgdSpec(1e-30, 0),
                OptionalDouble.empty());
        RowSet rows = new RowSet(SAMPLES, new int[] {0, 1, 2, 3}, weights);
        TrainingState state = TrainingState.initial(NETWORK, spec);
        new Trainer(NETWORK, spec, rows, Optional.empty(), Task.REGRESSION, Trainings.plain(1))
                .run(state, new Trainings.Listener((now, report) -> {
                    Evaluator evaluator =
                            new Evaluator(new Network(NETWORK), spec.loss(), Task.REGRESSION, Trainings.plain(1));
                    double sum = 0;
                    for (int row = 0; row < 4; row++) {
                        RowSet one = new RowSet(SAMPLES, new int[] {row});
                        sum += weights[row]
                                * evaluator
                                        .evaluate(now.parameters().values(), one)
                                        .loss();
                    }
                    double mean = sum / 6.5;
                    report.ifPresent(done -> assertThat(done.trainLoss()).isCloseTo(mean, within(1e-6)));
                    return TrainingListener.Signal.CONTINUE;
                }));
        assertThat(state.epoch()).isEqualTo(1);
    }

    static Stream<Loss> losses() {
        return Stream.of(
                new Loss.MeanSquaredError(),
                new Loss.HalfSquaredError(),
                new Loss.BinaryCrossEntropy(),
                new Loss.CategoricalCrossEntropy(),
                new ElementLoss.MeanAbsoluteError(),
                new ElementLoss.Huber(0.5));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aBatchIsTheMeanOfItsRowsByTheirWeights(Loss loss) {
        float[] z = {0.5f, -1, 2, 0.25f};
        float[] p = {0.7f, 0.3f, 0.9f, 0.1f};
        float[] y = {1, 0, 0, 1};
        float[] weights = {0.5f, 2};
        float[] derivative = new float[4];
        double sum = loss.apply(z, p, y, weights, derivative, 2, 2);
        double expected = 0;
        for (int row = 0; row < 2; row++) {
            int from = 2 * row;
            float[] ofRow = new float[2];
            expected += weights[row]
                    * loss.apply(part(z, from), part(p, from), part(y, from), RowWeights.NONE, ofRow, 1, 2);
            for (int k = 0; k < 2; k++) {
                assertThat(derivative[from + k]).isCloseTo(ofRow[k] * weights[row] / 2.5f, within(1e-7f));
            }
        }
        assertThat(sum).isCloseTo(expected, within(1e-12));
    }

    private static float[] part(float[] values, int from) {
        return Arrays.copyOfRange(values, from, from + 2);
    }
}
