package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.GoldenCase;
import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.WeightDecay;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ReferenceNetwork;
import dev.chainrule.engine.reference.ReferenceTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training where something is as small, as large or as equal as it can be: the engine does what the reference does, in numbers. */
class EdgeCasesTest {

    private static final int EPOCHS = 4;

    private static final LayerSpec HIDDEN = new LayerSpec.Dense(4, new Activation.Tanh());
    private static final LayerSpec LINEAR = new LayerSpec.Dense(2, new Activation.Linear());
    private static final LayerSpec BATCH = new LayerSpec.BatchNormalization(new Activation.Tanh(), 1e-3, 0.1);
    private static final LayerSpec LAYER = new LayerSpec.LayerNormalization(new Activation.Tanh(), 1e-3);

    private static final Loss SQUARES = new Loss.MeanSquaredError();
    private static final OptimizerSpec SGD = new OptimizerSpec.SgdSpec(0.1, 0);

    /** @param parameters at the start; empty: initialized by a seed */
    record Case(
            String name,
            NetworkSpec network,
            List<LayerParameters> parameters,
            double[][] x,
            double[][] y,
            Loss loss,
            OptimizerSpec optimizer,
            int batchSize) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(sizes(), equalInputs(), farSums(), targets(), decay()).flatMap(cases -> cases);
    }

    private static Stream<Case> sizes() {
        double[][] x = numbers(7, 3);
        double[][] y = numbers(7, 2);
        NetworkSpec single = network(
                1,
                new LayerSpec.Dense(1, new Activation.Tanh()),
                BATCH,
                new LayerSpec.Dense(1, new Activation.Linear()));
        Stream<Case> cases = Stream.of(HIDDEN, BATCH, LAYER).flatMap(layer -> {
            NetworkSpec network = network(3, HIDDEN, layer, LINEAR);
            String with = ", with " + layer.getClass().getSimpleName();
            return Stream.of(
                    of("one row" + with, network, new double[][] {x[0]}, new double[][] {y[0]}, 1),
                    of("one row in a larger batch" + with, network, new double[][] {x[0]}, new double[][] {y[0]}, 32),
                    of("a last batch of one row" + with, network, x, y, 3),
                    of("a last batch of two rows" + with, network, x, y, 5),
                    of("a batch larger than the dataset" + with, network, x, y, 1_000),
                    of("batches of one row" + with, network, x, y, 1));
        });
        Case units = of("one unit in each layer", single, numbers(5, 1), numbers(5, 1), 2);
        return Stream.concat(cases, Stream.of(units));
    }

    private static Stream<Case> equalInputs() {
        double[][] equal = rows(6, 0.3, 0.3, 0.3);
        double[][] zero = rows(6, 0, 0, 0);
        double[][] y = numbers(6, 2);
        return Stream.of(
                of("inputs that are all equal", network(3, HIDDEN, LINEAR), equal, y, 4),
                of(
                        "inputs that are all equal, batch normalized",
                        network(3, BATCH, HIDDEN, BATCH, LINEAR),
                        equal,
                        y,
                        4),
                of(
                        "inputs that are all equal, layer normalized",
                        network(3, LAYER, HIDDEN, LAYER, LINEAR),
                        equal,
                        y,
                        4),
                of("inputs that are all 0", network(3, HIDDEN, LINEAR), zero, y, 4),
                of("inputs that are all 0, normalized", network(3, BATCH, LAYER, HIDDEN, LINEAR), zero, y, 4));
    }

    /** The weighted sums are +-1000, where e^z is no number in float nor in double. */
    private static Stream<Case> farSums() {
        List<LayerParameters> far = dense(new double[][] {{1000, -1000, 1000}}, 0, 0, 0);
        double[][] x = {{1}, {-1}, {1}};
        double[][] shares = {{0, 1, 0}, {1, 0, 0}, {0.5, 0.25, 0.25}};
        double[][] yesAndNo = {{0, 1, 0}, {1, 0, 0}, {1, 0, 1}};
        return Stream.of(
                new Case(
                        "softmax",
                        last(new Activation.Softmax()),
                        far,
                        x,
                        shares,
                        new Loss.CategoricalCrossEntropy(),
                        SGD,
                        2),
                new Case(
                        "softmax, smoothed",
                        last(new Activation.Softmax()),
                        far,
                        x,
                        shares,
                        new Loss.CategoricalCrossEntropy(0.1),
                        SGD,
                        2),
                new Case("softmax, squares", last(new Activation.Softmax()), far, x, shares, SQUARES, SGD, 2),
                new Case(
                        "sigmoid",
                        last(new Activation.Sigmoid()),
                        far,
                        x,
                        yesAndNo,
                        new Loss.BinaryCrossEntropy(),
                        SGD,
                        2),
                new Case(
                        "sigmoid, smoothed",
                        last(new Activation.Sigmoid()),
                        far,
                        x,
                        yesAndNo,
                        new Loss.BinaryCrossEntropy(0.1, false),
                        SGD,
                        2),
                new Case("sigmoid, squares", last(new Activation.Sigmoid()), far, x, yesAndNo, SQUARES, SGD, 2),
                new Case(
                        "softplus, poisson",
                        last(new UnitActivation.Softplus()),
                        far,
                        x,
                        yesAndNo,
                        new ElementLoss.Poisson(),
                        SGD,
                        2),
                new Case(
                        "log cosh",
                        last(new Activation.Linear()),
                        far,
                        x,
                        yesAndNo,
                        new ElementLoss.LogCosh(),
                        SGD,
                        2));
    }

    /** Targets at the ends of what a loss takes, and predictions on its kinks, with weights that are exact in float. */
    private static Stream<Case> targets() {
        List<LayerParameters> ones = dense(new double[][] {{1, 1, 1}}, 0, 0, 0);
        double[][] x = {{1}, {-1}, {2}, {0}};
        double[][] zeroAndOne = {{0, 1, 0}, {1, 0, 1}, {0, 0, 0}, {1, 1, 1}};
        double[][] corners = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
        double[][] signs = {{1, -1, 1}, {-1, -1, 1}, {1, 1, -1}, {-1, 1, 1}};
        double[][] same = {{1, 1, 1}, {-1, -1, -1}, {2, 2, 2}, {0, 0, 0}};
        return Stream.of(
                new Case(
                        "0 and 1",
                        last(new Activation.Sigmoid()),
                        ones,
                        x,
                        zeroAndOne,
                        new Loss.BinaryCrossEntropy(),
                        SGD,
                        4),
                new Case(
                        "shares of 0 and 1",
                        last(new Activation.Softmax()),
                        ones,
                        x,
                        corners,
                        new Loss.CategoricalCrossEntropy(),
                        SGD,
                        4),
                new Case(
                        "counts of 0",
                        last(new UnitActivation.Softplus()),
                        ones,
                        x,
                        rows(4, 0, 0, 0),
                        new ElementLoss.Poisson(),
                        SGD,
                        4),
                new Case(
                        "counts where 0 is predicted",
                        last(new Activation.Relu()),
                        ones,
                        x,
                        zeroAndOne,
                        new ElementLoss.Poisson(),
                        SGD,
                        4),
                new Case(
                        "hinge at its margin",
                        last(new Activation.Linear()),
                        ones,
                        x,
                        signs,
                        new ElementLoss.Hinge(),
                        SGD,
                        4),
                new Case(
                        "absolute error 0",
                        last(new Activation.Linear()),
                        ones,
                        x,
                        same,
                        new ElementLoss.MeanAbsoluteError(),
                        SGD,
                        4),
                new Case(
                        "huber at delta",
                        last(new Activation.Linear()),
                        ones,
                        x,
                        rows(4, 0, 0, 0),
                        new ElementLoss.Huber(1),
                        SGD,
                        4),
                new Case(
                        "log cosh of 0",
                        last(new Activation.Linear()),
                        ones,
                        x,
                        same,
                        new ElementLoss.LogCosh(),
                        SGD,
                        4));
    }

    /** Decoupled decay shrinks scales and shifts if it may, and running statistics never. */
    private static Stream<Case> decay() {
        return Stream.of(true, false)
                .map(biases -> new Case(
                        "decoupled decay and batch normalization" + (biases ? "" : ", biases spared"),
                        network(3, BATCH, HIDDEN, BATCH, LINEAR),
                        List.of(),
                        numbers(9, 3),
                        numbers(9, 2),
                        SQUARES,
                        new OptimizerSpec.AdamWSpec(0.02, Moments.DEFAULT, new WeightDecay(0.5, biases)),
                        4));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theEngineDoesWhatTheReferenceDoes(Case of) {
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

    private static Case of(String name, NetworkSpec network, double[][] x, double[][] y, int batchSize) {
        return new Case(name, network, List.of(), x, y, SQUARES, SGD, batchSize);
    }

    private static NetworkSpec network(int inputs, LayerSpec... layers) {
        return new NetworkSpec(inputs, List.of(layers));
    }

    private static NetworkSpec last(Activation activation) {
        return network(1, new LayerSpec.Dense(3, activation));
    }

    private static List<LayerParameters> dense(double[][] weights, double... bias) {
        return List.of(new LayerParameters.Dense(weights, bias));
    }

    private static double[][] rows(int rows, double... row) {
        double[][] matrix = new double[rows][];
        Arrays.setAll(matrix, i -> row.clone());
        return matrix;
    }

    /** Drawn from a normal distribution and rounded to 1/16, so that float has them exactly. */
    private static double[][] numbers(int rows, int columns) {
        Random random = new Random(31L * rows + columns);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> Math.rint(16 * random.nextGaussian()) / 16);
        }
        return matrix;
    }
}
