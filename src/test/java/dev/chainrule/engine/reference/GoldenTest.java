package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.GoldenCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference reproduces what PyTorch computed in double precision. */
class GoldenTest {

    @ParameterizedTest
    @MethodSource("dev.chainrule.engine.GoldenCase#all")
    void reproducesTheTrajectory(GoldenCase golden) {
        ReferenceNetwork network = new ReferenceNetwork(golden.network(), golden.parameters());
        ReferenceTrainer trainer = ReferenceTrainer.inRowOrder(
                        golden.loss(), golden.optimizer(), golden.batchSize(), golden.inputs().length)
                .with(golden.schedule(), golden.clipping());

        ReferenceTrainer.Result result =
                trainer.fit(network, golden.inputs(), golden.targets(), golden.sampleWeights(), golden.epochs());

        GoldenCase.Expected expected = golden.expected();
        assertClose("trainLoss", result.trainLoss(), expected.trainLoss());
        assertClose("learningRate", result.learningRate(), expected.learningRate());
        assertClose("parameters", result.network().flat(), FlatParameters.flatten(expected.parameters()));
        double[][] outputs = result.network().forward(golden.inputs()).prediction();
        assertThat(outputs).hasNumberOfRows(expected.outputs().length);
        for (int row = 0; row < outputs.length; row++) {
            assertClose("outputs of row " + row, outputs[row], expected.outputs()[row]);
        }
    }

    private static void assertClose(String what, double[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(GoldenCase.distance(actual[i], expected[i]))
                    .as("%s[%d]: %s, expected %s", what, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(GoldenCase.DOUBLE_TOLERANCE);
        }
    }
}
