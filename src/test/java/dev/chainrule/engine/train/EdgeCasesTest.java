package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.GoldenCase;
import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ReferenceNetwork;
import dev.chainrule.engine.reference.ReferenceTrainer;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training where something is as small, as large or as equal as it can be: the engine does what the reference does, in numbers. */
class EdgeCasesTest {

    private static final int EPOCHS = 4;

    @ParameterizedTest
    @MethodSource("dev.chainrule.engine.train.EdgeCases#cases")
    void theEngineDoesWhatTheReferenceDoes(EdgeCases.Case of) {
        MatrixSamples samples = Trainings.samples(of.x(), of.y());
        TrainingSpec spec =
                new TrainingSpec(EPOCHS, of.batchSize(), false, 1, of.loss(), of.optimizer(), OptionalDouble.empty());
        TrainingState state = of.parameters().isEmpty()
                ? TrainingState.initial(of.network(), spec)
                : TrainingState.initial(Parameters.of(of.network(), of.parameters()), spec);
        ReferenceNetwork start =
                new ReferenceNetwork(of.network(), state.parameters().toList());
        double[] losses = new double[EPOCHS];
        Trainings.trainer(of.network(), spec, samples, Task.REGRESSION)
                .run(state, new Trainings.Listener((now, report) -> {
                    report.ifPresent(ended -> losses[ended.epoch() - 1] = ended.trainLoss());
                    return TrainingListener.Signal.CONTINUE;
                }));

        ReferenceTrainer.Result expected = ReferenceTrainer.inRowOrder(
                        of.loss(), of.optimizer(), of.batchSize(), of.x().length)
                .fit(start, of.x(), of.y(), EPOCHS);

        near("loss", losses, expected.trainLoss());
        near(
                "parameter",
                FlatParameters.flatten(state.parameters().toList()),
                expected.network().flat());
    }

    private static void near(String what, double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("%s %d", what, i).isFinite();
            assertThat(GoldenCase.distance(actual[i], expected[i]))
                    .as("%s %d: %s, expected %s", what, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(GoldenCase.FLOAT_TOLERANCE);
        }
    }
}
