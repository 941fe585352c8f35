package dev.chainrule.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.reference.BackwardPass;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ForwardPass;
import dev.chainrule.engine.reference.ReferenceNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dropout and the normalizations in the engine: against the reference, and against what they promise. */
class LayersTest {

    private static final double EPSILON = 1e-5;
    private static final int ROWS = 200;
    private static final int UNITS = 50;
    private static final double RATE = 0.3;

    private static LayerSpec dense(int units, Activation activation) {
        return new LayerSpec.Dense(units, activation);
    }

    private static LayerSpec batch(Activation activation) {
        return new LayerSpec.BatchNormalization(activation, EPSILON, 0.1);
    }

    private static LayerSpec layer(Activation activation) {
        return new LayerSpec.LayerNormalization(activation, EPSILON);
    }

    static Stream<NetworkSpec> networks() {
        return Stream.of(
                new NetworkSpec(
                        4,
                        List.of(
                                layer(new Activation.Tanh()),
                                dense(6, new Activation.Relu()),
                                new LayerSpec.Dropout(0.3),
                                batch(new Activation.Sigmoid()),
                                dense(5, new Activation.Linear()),
                                layer(new Activation.Relu()),
                                new LayerSpec.Dropout(0.5),
                                dense(3, new Activation.Softmax()))),
                new NetworkSpec(
                        4,
                        List.of(
                                batch(new Activation.Linear()),
                                new LayerSpec.Dropout(0.2),
                                dense(3, new Activation.Tanh()))),
                new NetworkSpec(
                        4,
                        List.of(
                                new LayerSpec.Dropout(0.2),
                                batch(new Activation.Tanh()),
                                layer(new Activation.Linear()),
                                dense(3, new Activation.Linear()))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aTrainingPassAgreesWithTheReference(NetworkSpec spec) {
        for (int rows : new int[] {1, 2, 9}) {
            Network network = new Network(spec);
            Workspace workspace = Workspace.forTraining(network, 9);
            float[] w = random(network.parameterCount(), 1);
            double[][] x = fill(workspace.x(), rows, 4, 2);
            double[][] y = fill(workspace.y(), rows, 3, 3);
            ReferenceNetwork reference =
                    new ReferenceNetwork(spec, Parameters.over(spec, w).toList());
            Loss loss = new Loss.MeanSquaredError();

            network.forwardTraining(w, workspace, rows, 7, 1);
            network.loss(loss, workspace, new float[0], rows);
            network.backward(loss, w, workspace, rows, GradientUse.NONE);

            ForwardPass pass = reference.forwardTraining(
                    x,
                    (l, row, unit) ->
                            workspace.layers[l].z()[row * spec.inputsOf(l).orElseThrow() + unit]);
            BackwardPass back = reference.backward(pass, loss, y);
            near("predictions", workspace.predictions(), flat(pass.prediction()));
            near("gradient", workspace.gradient(), FlatParameters.flatten(back.gradients()));
            near("parameters", w, reference.noteBatch(pass).flat());

            double[][] prediction = reference.noteBatch(pass).forward(x).prediction();
            network.forward(w, workspace, rows);
            near("predictions afterwards", workspace.predictions(), flat(prediction));
        }
    }

    private static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            // positive, as running variances are, and of the size of a weight
            values[i] = 0.2f + random.nextFloat();
        }
        return values;
    }

    private static double[][] fill(float[] values, int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            values[i] = (float) random.nextGaussian();
            matrix[i / columns][i % columns] = values[i];
        }
        return matrix;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void near(String what, float[] actual, double[] expected) {
        assertThat(actual).as(what).hasSizeGreaterThanOrEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as(what + " at " + i)
                    .isCloseTo(expected[i], within(2e-5 * (0.1 + Math.abs(expected[i]))));
        }
    }

    /** What a dropout makes of ones. */
    private static float[] dropped(long seed, long update) {
        Network network = new Network(
                new NetworkSpec(UNITS, List.of(new LayerSpec.Dropout(RATE), dense(1, new Activation.Linear()))));
        Workspace workspace = Workspace.forTraining(network, ROWS);
        Arrays.fill(workspace.x(), 1f);
        network.forwardTraining(new float[network.parameterCount()], workspace, ROWS, seed, update);
        return workspace.layers[0].a();
    }

    @Test
    void dropoutKeepsTheMeanAndItsRate() {
        float[] a = dropped(1, 1);
        int zeros = 0;
        double sum = 0;
        for (float value : a) {
            assertThat(value).isIn(0f, (float) (1 / (1 - RATE)));
            zeros += value == 0 ? 1 : 0;
            sum += value;
        }
        // 10,000 draws: four standard deviations are 0.018 of the rate, 0.026 of the mean
        assertThat(zeros / (double) a.length).isCloseTo(RATE, within(0.018));
        assertThat(sum / a.length).isCloseTo(1, within(0.026));
    }

    @Test
    void whatIsDroppedIsAFunctionOfSeedUpdateAndLayer() {
        assertThat(dropped(1, 1)).isEqualTo(dropped(1, 1));
        assertThat(dropped(2, 1)).isNotEqualTo(dropped(1, 1));
        assertThat(dropped(1, 2)).isNotEqualTo(dropped(1, 1));

        Network network = new Network(new NetworkSpec(
                UNITS,
                List.of(new LayerSpec.Dropout(RATE), new LayerSpec.Dropout(RATE), dense(1, new Activation.Linear()))));
        Workspace workspace = Workspace.forTraining(network, ROWS);
        network.forwardTraining(new float[network.parameterCount()], workspace, ROWS, 1, 1);
        assertThat(workspace.layers[1].z()).isNotEqualTo(workspace.layers[0].z());
    }

    @Test
    void aPredictionDropsNothingAndChangesNothing() {
        NetworkSpec spec = networks().toList().getLast();
        Network network = new Network(spec);
        Workspace workspace = Workspace.forPrediction(network, 3);
        fill(workspace.x(), 3, 4, 5);
        float[] w = random(network.parameterCount(), 1);
        float[] before = w.clone();

        network.forward(w, workspace, 3);

        assertThat(workspace.layers[0].a()).isEqualTo(workspace.x());
        assertThat(w).isEqualTo(before);
    }

    @Test
    void ofASingleRowBatchNormalizationPassesTheShift() {
        NetworkSpec spec = new NetworkSpec(2, List.of(batch(new Activation.Relu()), dense(1, new Activation.Linear())));
        Network network = new Network(spec);
        Workspace workspace = Workspace.forTraining(network, 4);
        float[] w = {3, 3, 0.5f, -0.5f, 7, 8, 2, 4, 1, 1, 0};
        float[] before = w.clone();
        workspace.x()[0] = 100;

        network.forwardTraining(w, workspace, 1, 1, 1);

        assertThat(Arrays.copyOf(workspace.layers[0].a(), 2)).containsExactly(0.5f, 0f);
        assertThat(w).isEqualTo(before);
    }

    @Test
    void runningStatisticsStartAtZeroAndOneAndMoveByTheMomentum() {
        NetworkSpec spec =
                new NetworkSpec(1, List.of(batch(new Activation.Linear()), dense(1, new Activation.Linear())));
        Parameters parameters = Parameters.initial(spec, 1);
        assertThat(Arrays.copyOf(parameters.values(), 4)).containsExactly(1, 0, 0, 1);
        Network network = new Network(spec);
        Workspace workspace = Workspace.forTraining(network, 2);
        workspace.x()[0] = 1;
        workspace.x()[1] = 3;

        network.forwardTraining(parameters.values(), workspace, 2, 1, 1);

        // mean 2, unbiased variance 2
        assertThat(Arrays.copyOf(parameters.values(), 4)).containsExactly(1, 0, 0.2f, 1.1f);
    }

    @Test
    void runningStatisticsAreCountedAndNotTrainable() {
        NetworkSpec spec = networks().toList().getFirst();
        // 8; 30; 12 of scale and shift, 12 of running values; 35; 10; 18
        assertThat(Parameters.count(spec)).isEqualTo(125);
        // all but the running values at 50 to 62
        int[] all = Parameters.initial(spec, 1).decayRanges(true);
        int pulled = 0;
        for (int i = 0; i < all.length; i += 2) {
            assertThat(all[i + 1] <= 50 || all[i] >= 62 || all[i] == all[i + 1]).isTrue();
            pulled += all[i + 1] - all[i];
        }
        assertThat(pulled).isEqualTo(125 - 12);
    }

    @Test
    void parametersComeBackFromTheFormThatUsersSee() {
        NetworkSpec spec = networks().toList().getFirst();
        float[] values = random(125, 4);
        List<LayerParameters> seen = Parameters.over(spec, values).toList();
        assertThat(seen).hasSize(8);
        assertThat(Parameters.of(spec, seen).values()).isEqualTo(values);
    }

    @Test
    void theLastLayerIsDense() {
        assertThatThrownBy(() -> new NetworkSpec(2, List.of(new LayerSpec.Dropout(0.1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the last layer must be dense");
    }
}
