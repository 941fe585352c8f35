package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.BiasInitializer;
import dev.chainrule.engine.nn.GradientUse;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.engine.nn.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the biases of a last layer start that knows the targets of its training rows. */
class TargetPriorTest {

    private static LayerSpec.Dense last(int units, Activation activation, Initializer initializer) {
        return new LayerSpec.Dense(
                OptionalInt.of(units), activation, true, initializer, 0, 0, BiasInitializer.TARGET_PRIOR);
    }

    private static RowSet rows(double[][] y, int[] rows, float... weights) {
        double[][] x = new double[y.length][];
        Arrays.setAll(x, row -> new double[] {row + 1, 1 - row});
        return new RowSet(Trainings.samples(x, y), rows, weights);
    }

    private static float[] biases(Activation activation, RowSet rows) {
        int units = rows.samples().outputs();
        NetworkSpec network = new NetworkSpec(
                2,
                List.of(
                        new LayerSpec.Dense(3, new Activation.Tanh()),
                        last(units, activation, Initializer.GLOROT_UNIFORM)));
        float[] values = TargetPrior.initial(network, 5, rows).values();
        float[] usual = Parameters.initial(network, 5).values();
        int weights = values.length - units;
        // nothing else starts otherwise
        assertThat(Arrays.copyOf(values, weights)).containsExactly(Arrays.copyOf(usual, weights));
        return Arrays.copyOfRange(values, weights, values.length);
    }

    @Test
    void aLinearOutputStartsAtTheMeanOfTheTrainingRows() {
        double[][] y = {{1, -2}, {1000, 1000}, {4, 0}, {7, 8}};
        int[] training = {0, 2, 3};
        assertThat(biases(new Activation.Linear(), rows(y, training))).containsExactly(4, 2);
        // weights 1, 2, 1 of the rows 0, 2, 3: (1 + 8 + 7) / 4 and (-2 + 0 + 8) / 4
        assertThat(biases(new Activation.Linear(), rows(y, training, 1, 50, 2, 1)))
                .containsExactly(4, 1.5f);
    }

    @Test
    void aSigmoidStartsAtTheLogOddsWithinHalfARowOfCertainty() {
        double[][] y = {{1, 1, 0}, {1, 1, 0}, {0, 1, 0}, {1, 1, 0}};
        // log(0.75 / 0.25), then log(7/8 / (1/8)) and its negative
        assertThat(biases(new Activation.Sigmoid(), rows(y, new int[] {0, 1, 2, 3})))
                .containsExactly((float) 1.0986122886681098, (float) 1.9459101490553132, (float) -1.9459101490553132);
    }

    @Test
    void aSoftmaxStartsAtTheLogSharesWithinHalfARowOfNone() {
        double[][] y = {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}, {1, 0, 0}, {0, 1, 0}};
        // log(3/5), log(2/5), log(1/10)
        assertThat(biases(new Activation.Softmax(), rows(y, new int[] {0, 1, 2, 3, 4})))
                .containsExactly((float) -0.5108256237659907, (float) -0.916290731874155, (float) -2.302585092994046);
    }

    @Test
    void withoutWeightsNothingIsLeftToLearnForTheBiases() {
        double[][] shares = {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}};
        gradientVanishes(new Activation.Softmax(), new Loss.CategoricalCrossEntropy(), shares);
        gradientVanishes(new Activation.Sigmoid(), new Loss.BinaryCrossEntropy(), shares);
        gradientVanishes(
                new Activation.Linear(), new Loss.MeanSquaredError(), new double[][] {{3, 1}, {-4, 2}, {9, 5}});
    }

    private static void gradientVanishes(Activation activation, Loss loss, double[][] y) {
        int units = y[0].length;
        NetworkSpec spec = new NetworkSpec(2, List.of(last(units, activation, new Initializer.Zeros())));
        int count = y.length;
        RowSet rows = rows(y, IntStream.range(0, count).toArray());
        float[] parameters = TargetPrior.initial(spec, 1, rows).values();
        Network network = new Network(spec);
        Workspace workspace = Workspace.forTraining(network, count);
        rows.samples().gather(rows.rows(), 0, count, workspace.x(), workspace.y());
        network.forwardTraining(parameters, workspace, count, 1, 1);
        network.loss(loss, workspace, RowWeights.NONE, count);
        network.backward(loss, parameters, workspace, count, GradientUse.NONE);
        for (int k = 0; k < units; k++) {
            assertThat(workspace.gradient()[2 * units + k]).isCloseTo(0f, within(1e-6f));
        }
    }

    @Test
    void onlyALastLayerWithABiasHasIt() {
        LayerSpec prior = last(1, new Activation.Linear(), Initializer.GLOROT_UNIFORM);
        assertThatThrownBy(() -> new NetworkSpec(1, List.of(prior, new LayerSpec.Dense(1, new Activation.Linear()))))
                .hasMessageContaining("only the last layer");
        assertThatThrownBy(() -> new LayerSpec.Dense(
                        OptionalInt.of(1),
                        new Activation.Linear(),
                        false,
                        Initializer.GLOROT_UNIFORM,
                        0,
                        0,
                        BiasInitializer.TARGET_PRIOR))
                .hasMessageContaining("no bias");
    }
}
