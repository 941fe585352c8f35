package dev.chainrule.engine.train;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.WeightDecay;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Trainings in which something is as small, as large or as equal as it can be. */
final class EdgeCases {

    private static final LayerSpec HIDDEN = new LayerSpec.Dense(4, new Activation.Tanh());
    private static final LayerSpec LINEAR = new LayerSpec.Dense(2, new Activation.Linear());
    private static final LayerSpec BATCH = new LayerSpec.BatchNormalization(new Activation.Tanh(), 1e-3, 0.1);
    private static final LayerSpec LAYER = new LayerSpec.LayerNormalization(new Activation.Tanh(), 1e-3);

    private static final Loss SQUARES = new Loss.MeanSquaredError();
    private static final OptimizerSpec SGD = new OptimizerSpec.SgdSpec(0.1, 0);

    private EdgeCases() {}

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
        double[][] shares = {{0, 1, 0}, {1, 0, 0}, {0.5, 0.25, 0.25}};
        double[][] yesAndNo = {{0, 1, 0}, {1, 0, 0}, {1, 0, 1}};
        return Stream.of(
                far("softmax", new Activation.Softmax(), shares, new Loss.CategoricalCrossEntropy()),
                far("softmax, smoothed", new Activation.Softmax(), shares, new Loss.CategoricalCrossEntropy(0.1)),
                far("softmax, squares", new Activation.Softmax(), shares, SQUARES),
                far("sigmoid", new Activation.Sigmoid(), yesAndNo, new Loss.BinaryCrossEntropy()),
                far("sigmoid, smoothed", new Activation.Sigmoid(), yesAndNo, new Loss.BinaryCrossEntropy(0.1, false)),
                far("sigmoid, squares", new Activation.Sigmoid(), yesAndNo, SQUARES),
                far("softplus, poisson", new UnitActivation.Softplus(), yesAndNo, new ElementLoss.Poisson()),
                far("log cosh", new Activation.Linear(), yesAndNo, new ElementLoss.LogCosh()));
    }

    private static Case far(String name, Activation last, double[][] y, Loss loss) {
        List<LayerParameters> parameters = dense(new double[][] {{1000, -1000, 1000}}, 0, 0, 0);
        return new Case(name, last(last), parameters, new double[][] {{1}, {-1}, {1}}, y, loss, SGD, 2);
    }

    /** Targets at the ends of what a loss takes, and predictions on its kinks, with weights that are exact in float. */
    private static Stream<Case> targets() {
        double[][] zeroAndOne = {{0, 1, 0}, {1, 0, 1}, {0, 0, 0}, {1, 1, 1}};
        double[][] corners = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
        double[][] signs = {{1, -1, 1}, {-1, -1, 1}, {1, 1, -1}, {-1, 1, 1}};
        double[][] same = {{1, 1, 1}, {-1, -1, -1}, {2, 2, 2}, {0, 0, 0}};
        return Stream.of(
                atTheEdge("0 and 1", new Activation.Sigmoid(), zeroAndOne, new Loss.BinaryCrossEntropy()),
                atTheEdge("shares of 0 and 1", new Activation.Softmax(), corners, new Loss.CategoricalCrossEntropy()),
                atTheEdge("counts of 0", new UnitActivation.Softplus(), rows(4, 0, 0, 0), new ElementLoss.Poisson()),
                atTheEdge("counts where 0 is predicted", new Activation.Relu(), zeroAndOne, new ElementLoss.Poisson()),
                atTheEdge("hinge at its margin", new Activation.Linear(), signs, new ElementLoss.Hinge()),
                atTheEdge("absolute error 0", new Activation.Linear(), same, new ElementLoss.MeanAbsoluteError()),
                atTheEdge("huber at delta", new Activation.Linear(), rows(4, 0, 0, 0), new ElementLoss.Huber(1)),
                atTheEdge("log cosh of 0", new Activation.Linear(), same, new ElementLoss.LogCosh()));
    }

    private static Case atTheEdge(String name, Activation last, double[][] y, Loss loss) {
        List<LayerParameters> parameters = dense(new double[][] {{1, 1, 1}}, 0, 0, 0);
        return new Case(name, last(last), parameters, new double[][] {{1}, {-1}, {2}, {0}}, y, loss, SGD, 4);
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
