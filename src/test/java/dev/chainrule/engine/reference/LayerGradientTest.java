package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The normalizations and dropout, before and after other layers, against central differences. */
class LayerGradientTest {

    /** Wider than for dense layers alone: dividing by a small deviation makes the third derivative large. */
    private static final double TOLERANCE = 1e-6;

    private static final LayerSpec DENSE = new LayerSpec.Dense(4, new Activation.Tanh());
    private static final LayerSpec LAST = new LayerSpec.Dense(2, new Activation.Linear());
    private static final LayerSpec DROPOUT = new LayerSpec.Dropout(0.5);
    private static final Loss LOSS = new Loss.MeanSquaredError();

    static Stream<NetworkSpec> networks() {
        return Stream.of(
                        new LayerSpec.LayerNormalization(new Activation.Tanh(), 1e-2),
                        new LayerSpec.BatchNormalization(new Activation.Sigmoid(), 1e-2, 0.1))
                .flatMap(norm -> Stream.of(
                                List.of(norm, LAST),
                                List.of(DENSE, norm, LAST),
                                List.of(norm, norm, DENSE, norm, LAST),
                                List.of(DROPOUT, DENSE, DROPOUT, norm, DROPOUT, LAST))
                        .map(layers -> new NetworkSpec(3, layers)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void agreesWithCentralDifferences(NetworkSpec spec) {
        for (int rows : new int[] {1, 3, 5}) {
            for (int seed = 0; seed < 5; seed++) {
                Random random = new Random(seed);
                ReferenceNetwork network = new ReferenceNetwork(spec, parameters(spec, random));
                double[][] x = matrix(rows, 3, random);
                double[][] y = matrix(rows, 2, random);

                assertThat(GradientCheck.of(network, LOSS, x, y).worstRelativeDifference())
                        .as("%d rows, seed %d", rows, seed)
                        .isLessThan(TOLERANCE);
                // a mask that differs from layer to layer, row to row and unit to unit
                assertThat(worst(network, LOSS, (layer, row, unit) -> (layer + row + unit) % 3, x, y))
                        .as("%d rows, seed %d, masked", rows, seed)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    /** Every activation in or before these layers, with every loss behind them. */
    @ParameterizedTest
    @MethodSource("dev.chainrule.engine.reference.GradientCheckTest#cases")
    void agreesWithEveryActivationAndLoss(GradientCheckTest.Case of) {
        LayerSpec linear = new LayerSpec.Dense(4, new Activation.Linear());
        LayerSpec last = new LayerSpec.Dense(2, of.last());
        for (List<LayerSpec> layers : List.of(
                List.of(linear, new LayerSpec.LayerNormalization(of.hidden(), 1e-2), last),
                List.of(linear, new LayerSpec.BatchNormalization(of.hidden(), 1e-2, 0.1), last),
                List.of(new LayerSpec.Dense(4, of.hidden()), DROPOUT, last))) {
            NetworkSpec spec = new NetworkSpec(3, layers);
            DropoutMask mask = (layer, row, unit) -> (layer + row + unit) % 3;
            Random random = new Random(1);
            ReferenceNetwork network;
            double[][] x;
            double[][] y;
            do {
                network = new ReferenceNetwork(spec, parameters(spec, random));
                x = matrix(4, 3, random);
                y = CheckedValues.targets(of.loss(), matrix(4, 2, random));
            } while (!isClear(network.forwardTraining(x, mask), spec, of.loss(), y));

            assertThat(worst(network, of.loss(), mask, x, y)).as("%s", spec).isLessThan(TOLERANCE);
        }
    }

    private static boolean isClear(ForwardPass pass, NetworkSpec spec, Loss loss, double[][] y) {
        for (int l = 0; l < spec.layers().size(); l++) {
            // what is dropped is 0, and has no kink there
            if (!(spec.layers().get(l) instanceof LayerSpec.Dropout)
                    && !CheckedValues.isClear(pass.layers().get(l).weightedSums())) {
                return false;
            }
        }
        return CheckedValues.isClear(loss, pass.prediction(), y);
    }

    /** The largest difference of the gradient from a central one. */
    private static double worst(ReferenceNetwork network, Loss loss, DropoutMask mask, double[][] x, double[][] y) {
        BackwardPass back = network.backward(network.forwardTraining(x, mask), loss, y);
        double[] gradients = FlatParameters.flatten(back.gradients());
        double h = 1e-5;
        double worst = 0;
        for (int i = 0; i < gradients.length; i++) {
            double numerical =
                    (lossAt(network, loss, i, h, mask, x, y) - lossAt(network, loss, i, -h, mask, x, y)) / (2 * h);
            worst = Math.max(worst, Math.abs(gradients[i] - numerical) / (1 + Math.abs(numerical)));
        }
        return worst;
    }

    private static double lossAt(
            ReferenceNetwork network, Loss loss, int i, double h, DropoutMask mask, double[][] x, double[][] y) {
        double[] moved = network.flat();
        moved[i] += h;
        ReferenceNetwork other = network.with(moved);
        return other.loss(other.forwardTraining(x, mask), loss, y);
    }

    private static List<LayerParameters> parameters(NetworkSpec spec, Random random) {
        List<LayerParameters> parameters = new ArrayList<>();
        for (int i = 0; i < spec.layers().size(); i++) {
            int inputs = spec.inputsOf(i).orElseThrow();
            int units = spec.outputsOf(i).orElseThrow();
            parameters.add(
                    switch (spec.layers().get(i)) {
                        case LayerSpec.Dense _ ->
                            new LayerParameters.Dense(matrix(inputs, units, random), row(units, random));
                        case LayerSpec.Dropout _ -> new LayerParameters.None();
                        case LayerSpec.LayerNormalization _ ->
                            new LayerParameters.Normalization(
                                    row(units, random), row(units, random), new double[0], new double[0]);
                        case LayerSpec.BatchNormalization _ ->
                            new LayerParameters.Normalization(
                                    row(units, random), row(units, random), new double[units], new double[units]);
                    });
        }
        return parameters;
    }

    private static double[][] matrix(int rows, int columns, Random random) {
        double[][] matrix = new double[rows][];
        Arrays.setAll(matrix, i -> row(columns, random));
        return matrix;
    }

    private static double[] row(int columns, Random random) {
        return random.doubles(columns, -1, 1).toArray();
    }
}
