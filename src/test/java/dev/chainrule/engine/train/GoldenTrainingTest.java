package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.GoldenCase;
import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.engine.reference.FlatParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine in float32 against runs that were computed elsewhere in float64. */
class GoldenTrainingTest {

    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRunIsReproduced(GoldenCase golden) {
        MatrixSamples samples = Trainings.samples(golden.inputs(), golden.targets());
        TrainingSpec spec = new TrainingSpec(
                golden.epochs(),
                golden.batchSize(),
                false,
                1,
                golden.loss(),
                golden.optimizer(),
                golden.schedule(),
                golden.clipping(),
                StopRules.NONE);
        TrainingState state = TrainingState.initial(Parameters.of(golden.network(), golden.parameters()), spec);
        List<EpochReport> reports = new ArrayList<>();
        Trainer.Ending ending = Trainings.trainer(
                        golden.network(), spec, samples, golden.sampleWeights(), Task.REGRESSION)
                .run(state, new Trainings.Listener((now, report) -> {
                    report.ifPresent(reports::add);
                    return TrainingListener.Signal.CONTINUE;
                }));

        assertThat(ending).isEqualTo(Trainer.Ending.EPOCHS_COMPLETED);
        assertThat(reports).hasSize(golden.epochs());
        for (int epoch = 0; epoch < golden.epochs(); epoch++) {
            near(
                    "train loss of epoch " + epoch,
                    reports.get(epoch).trainLoss(),
                    golden.expected().trainLoss()[epoch]);
            assertThat(GoldenCase.distance(
                            reports.get(epoch).learningRate(), golden.expected().learningRate()[epoch]))
                    .as("learning rate of epoch " + epoch)
                    .isLessThanOrEqualTo(GoldenCase.DOUBLE_TOLERANCE);
        }
        List<LayerParameters> trained = state.parameters().toList();
        for (int layer = 0; layer < trained.size(); layer++) {
            double[] actual = FlatParameters.flatten(List.of(trained.get(layer)));
            double[] expected = FlatParameters.flatten(
                    List.of(golden.expected().parameters().get(layer)));
            near("parameters of layer " + layer, actual, expected);
        }
        Network network = new Network(golden.network());
        Workspace workspace = Workspace.forPrediction(network, samples.rows());
        System.arraycopy(samples.features(), 0, workspace.x(), 0, samples.features().length);
        network.forward(state.parameters().values(), workspace, samples.rows());
        for (int row = 0; row < samples.rows(); row++) {
            for (int k = 0; k < samples.outputs(); k++) {
                near(
                        "output " + k + " of row " + row,
                        workspace.predictions()[row * samples.outputs() + k],
                        golden.expected().outputs()[row][k]);
            }
        }
    }

    private static void near(String what, double[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            near(what + " at " + i, actual[i], expected[i]);
        }
    }

    private static void near(String what, double actual, double expected) {
        double bound = GoldenCase.FLOAT_TOLERANCE * (1e-3 + Math.abs(expected));
        assertThat(Math.abs(actual - expected))
                .as("%s: %s, expected %s", what, actual, expected)
                .isLessThanOrEqualTo(bound);
    }
}
