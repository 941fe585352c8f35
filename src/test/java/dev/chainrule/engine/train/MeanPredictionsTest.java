package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mean of several networks, and what is measured of it. */
class MeanPredictionsTest {

    private static final double[][] X = {{1, 0.5}, {-2, 1}, {0.25, -1}, {3, 3}};
    private static final int[] ALL = {0, 1, 2, 3};

    private static Network network(int outputs, Activation last) {
        return new Network(new NetworkSpec(
                2, List.of(new LayerSpec.Dense(3, new Activation.Tanh()), new LayerSpec.Dense(outputs, last))));
    }

    private static float[] parameters(Network network, long seed) {
        return Parameters.initial(network.spec(), seed).values();
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void whatOneNetworkSaysIsMeasuredAsTheNetworkItself(Task task) {
        Network network = switch (task) {
            case REGRESSION -> network(1, new Activation.Linear());
            case BINARY_CLASSIFICATION -> network(1, new Activation.Sigmoid());
            case MULTICLASS_CLASSIFICATION -> network(3, new Activation.Softmax());
            case MULTILABEL_CLASSIFICATION -> network(2, new Activation.Sigmoid());
        };
        Loss loss = switch (task) {
            case REGRESSION -> new Loss.MeanSquaredError();
            case BINARY_CLASSIFICATION -> new Loss.BinaryCrossEntropy(0.1, true);
            case MULTICLASS_CLASSIFICATION -> new Loss.CategoricalCrossEntropy(0.1);
            case MULTILABEL_CLASSIFICATION -> new Loss.BinaryCrossEntropy();
        };
        double[][] y = switch (task) {
            case REGRESSION -> new double[][] {{1}, {0.5}, {-2}, {3}};
            case BINARY_CLASSIFICATION -> new double[][] {{1}, {0}, {1}, {0}};
            case MULTICLASS_CLASSIFICATION -> new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}};
            case MULTILABEL_CLASSIFICATION -> new double[][] {{1, 0}, {0, 0}, {1, 1}, {0, 1}};
        };
        MatrixSamples samples = Trainings.samples(X, y);
        TargetUnits units = Trainings.plain(samples.outputs());
        float[] parameters = parameters(network, 5);
        RowSet rows = new RowSet(samples, ALL, new float[] {1, 2, 0.5f, 1});
        Evaluation own = new Evaluator(network, loss, task, units).evaluate(parameters, rows);

        MeanPredictions mean = new MeanPredictions(4, units, loss);
        mean.add(network, parameters, samples, ALL, units);
        Evaluation measured = new PredictionEvaluator(loss, task, units).evaluate(mean.values(), rows);
        assertThat(measured.loss()).isCloseTo(own.loss(), within(1e-6));
        assertThat(measured.metrics()).containsExactlyEntriesOf(own.metrics());
    }

    @Test
    void eachRowIsTheMeanOfThoseThatWereAskedInTheUnitsOfTheMean() {
        Network network = network(1, new Activation.Linear());
        Loss loss = new Loss.MeanSquaredError();
        MatrixSamples samples = Trainings.samples(X, new double[][] {{0}, {0}, {0}, {0}});
        TargetUnits units = TargetUnits.unbounded(new double[] {10}, new double[] {2});
        TargetUnits other = TargetUnits.unbounded(new double[] {12}, new double[] {4});
        float[][] members = {parameters(network, 1), parameters(network, 2)};
        float[][] said = new float[2][];
        for (int m = 0; m < 2; m++) {
            MeanPredictions alone = new MeanPredictions(4, units, loss);
            alone.add(network, members[m], samples, ALL, units);
            said[m] = alone.values();
        }
        MeanPredictions mean = new MeanPredictions(4, units, loss);
        mean.add(network, members[0], samples, ALL, units);
        mean.add(network, members[1], samples, new int[] {1, 3}, other);
        float[] values = mean.values();
        assertThat(values[0]).isEqualTo(said[0][0]);
        assertThat(values[2]).isEqualTo(said[0][2]);
        for (int row : new int[] {1, 3}) {
            // read as 4 p + 12, in units of 2 around 10
            double second = (said[1][row] * 4 + 12 - 10) / 2;
            assertThat((double) values[row]).isCloseTo((said[0][row] + second) / 2, within(1e-6));
        }
    }

    @Test
    void smoothingIsUndoneOfTheMeanAndNotOfEach() {
        MeanPredictions mean = new MeanPredictions(2, Trainings.plain(1), new Loss.BinaryCrossEntropy(0.1, true));
        // alone, 0.99 would be kept at 0.998: what is beyond it counts in the mean
        float[] said = {0.99f, 0.75f, 0.01f};
        for (int i = 0; i < said.length; i++) {
            mean.add(0, said, i, Trainings.plain(1));
        }
        mean.add(1, said, 0, Trainings.plain(1));
        assertThat((double) mean.values()[0]).isCloseTo(((0.99 + 0.75 + 0.01) / 3 - 0.05) / 0.9, within(1e-7));
        assertThat(mean.values()[1]).isEqualTo(0.998f);
    }

    @Test
    void valuesAreKeptWithinTheBoundsOfEachMember() {
        TargetUnits units = TargetUnits.unbounded(new double[] {10}, new double[] {2});
        TargetUnits bounded = new TargetUnits(new double[] {12}, new double[] {4}, new double[] {8}, new double[] {16});
        MeanPredictions mean = new MeanPredictions(3, units, new Loss.MeanSquaredError());
        // 12 + 4 * 3 = 24 is kept at 16, 12 - 8 at 8, and 14 stays: as 2 a unit around 10
        float[] said = {3, -2, 0.5f};
        for (int row = 0; row < 3; row++) {
            mean.add(row, said, row, bounded);
        }
        assertThat(mean.values()).containsExactly(3, -1, 2);
        mean.add(0, new float[] {-1}, 0, units);
        assertThat(mean.values()[0]).isEqualTo(1);
    }

    @Test
    void answersAreBlendedByTheirWeights() {
        List<float[]> answers = List.of(new float[] {1, 2}, new float[] {3, 8});
        assertThat(MeanPredictions.blend(answers, new double[] {3, 1})).containsExactly(1.5f, 3.5f);
    }

    @Test
    void aCertainMistakeHasAFiniteLoss() {
        MatrixSamples samples = Trainings.samples(new double[][] {{0}, {0}}, new double[][] {{1}, {0}});
        PredictionEvaluator evaluator =
                new PredictionEvaluator(new Loss.BinaryCrossEntropy(), Task.BINARY_CLASSIFICATION, Trainings.plain(1));
        Evaluation wrong = evaluator.evaluate(new float[] {0, 1}, new RowSet(samples, new int[] {0, 1}));
        assertThat(wrong.loss()).isCloseTo(-Math.log(1e-15), within(0.1));
        Evaluation right = evaluator.evaluate(new float[] {1, 0}, new RowSet(samples, new int[] {0, 1}));
        assertThat(right.loss()).isCloseTo(0, within(1e-14));
    }
}
