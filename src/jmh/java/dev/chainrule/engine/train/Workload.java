package dev.chainrule.engine.train;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.WeightDecay;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ReferenceNetwork;
import dev.chainrule.engine.reference.ReferenceTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The networks that are timed, each with its batch size, optimizer and loss. Inputs are N(0, 1) and labels random, at a learning rate of
 * 1e-5: no unit dies and no moment becomes denormal, so the speed is that of the code and not of the data.
 *
 * @param sizes inputs, units of each layer
 */
record Workload(
        String name, int[] sizes, int batch, OptimizerSpec optimizer, Activation hidden, Activation last, Loss loss) {

    private static final double RATE = 1e-5;
    private static final OptimizerSpec ADAM = new OptimizerSpec.AdamSpec(RATE);
    private static final OptimizerSpec ADAMW =
            new OptimizerSpec.AdamWSpec(RATE, Moments.DEFAULT, new WeightDecay(0.01, true));
    private static final OptimizerSpec MOMENTUM = new OptimizerSpec.SgdSpec(RATE, 0.9);
    private static final Activation RELU = new Activation.Relu();

    private static Workload classes(String name, int batch, OptimizerSpec optimizer, Activation hidden, int... sizes) {
        return new Workload(
                name, sizes, batch, optimizer, hidden, new Activation.Softmax(), new Loss.CategoricalCrossEntropy());
    }

    static Workload named(String name) {
        return switch (name) {
            case "W1" -> classes(name, 32, ADAM, RELU, 4, 16, 16, 3);
            case "W2" -> classes(name, 32, ADAM, RELU, 784, 128, 10);
            case "W3" -> classes(name, 128, ADAM, RELU, 784, 512, 512, 10);
            case "W4" -> classes(name, 256, MOMENTUM, RELU, 1024, 2048, 2048, 1000);
            case "W5" ->
                new Workload(
                        name,
                        new int[] {3, 2, 1},
                        1,
                        new OptimizerSpec.SgdSpec(RATE, 0),
                        new Activation.Sigmoid(),
                        new Activation.Sigmoid(),
                        new Loss.MeanSquaredError());
            case "X1" ->
                new Workload(
                        name,
                        new int[] {13, 64, 64, 1},
                        64,
                        ADAM,
                        new Activation.Tanh(),
                        new Activation.Sigmoid(),
                        new Loss.MeanSquaredError());
            case "X2" -> classes(name, 256, ADAMW, RELU, 54, 300, 200, 100, 7);
            case "X3" -> classes(name, 100, MOMENTUM, new Activation.Sigmoid(), 100, 1000, 10);
            default -> throw new IllegalArgumentException("no workload " + name);
        };
    }

    int inputs() {
        return sizes[0];
    }

    int outputs() {
        return sizes[sizes.length - 1];
    }

    /** Enough rows for an epoch to be long against what surrounds it, and few enough to stay in memory near by. */
    int rows() {
        return Math.max(4 * batch, batch <= 32 && inputs() < 100 ? 8192 : 2048);
    }

    NetworkSpec network() {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            layers.add(new LayerSpec.Dense(
                    OptionalInt.of(sizes[i]), i == sizes.length - 1 ? last : hidden, true, Initializer.GLOROT_UNIFORM));
        }
        return new NetworkSpec(inputs(), layers);
    }

    /** A training in row order that never comes to its end by itself. */
    TrainingSpec spec() {
        return new TrainingSpec(Integer.MAX_VALUE, batch, false, 1, loss, optimizer, OptionalDouble.empty());
    }

    MatrixSamples samples(int rows) {
        Random random = new Random(1);
        float[] x = new float[rows * inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] y = new float[rows * outputs()];
        for (int row = 0; row < rows; row++) {
            if (loss instanceof Loss.CategoricalCrossEntropy) {
                y[row * outputs() + random.nextInt(outputs())] = 1;
            } else {
                for (int k = 0; k < outputs(); k++) {
                    y[row * outputs() + k] = random.nextFloat();
                }
            }
        }
        return new MatrixSamples(x, y, rows, inputs(), outputs());
    }

    Trainer trainer(MatrixSamples samples, TrainingSpec spec) {
        double[] ones = new double[outputs()];
        Arrays.fill(ones, 1);
        int[] rows = IntStream.range(0, samples.rows()).toArray();
        Task task = loss instanceof Loss.CategoricalCrossEntropy ? Task.MULTICLASS_CLASSIFICATION : Task.REGRESSION;
        return new Trainer(
                network(),
                spec,
                new RowSet(samples, rows),
                Optional.empty(),
                task,
                TargetUnits.unbounded(new double[outputs()], ones));
    }

    /** A speed counts only for the right result: two updates on a few rows are compared with those of the reference, in double. */
    void requireCorrect() {
        int few = Math.min(batch, sizes.length > 3 && inputs() > 1000 ? 2 : 8);
        MatrixSamples samples = samples(2 * few);
        TrainingSpec one = new TrainingSpec(1, few, false, 1, loss, optimizer, OptionalDouble.empty());
        Parameters parameters = Parameters.initial(network(), 1);
        ReferenceNetwork reference = new ReferenceNetwork(network(), parameters.toList());
        double[][] x = rows(samples.features(), inputs());
        double[][] y = rows(samples.targets(), outputs());
        double[] expected = FlatParameters.flatten(ReferenceTrainer.inRowOrder(loss, optimizer, few, 2 * few)
                .fit(reference, x, y, 1)
                .network()
                .parameters());
        TrainingState state = TrainingState.initial(parameters, one);
        trainer(samples, one).run(state, ONE_EPOCH);
        float[] actual = state.parameters().values();
        int far = 0;
        for (int i = 0; i < actual.length; i++) {
            double distance = Math.abs(actual[i] - expected[i]);
            double rounding = 2e-7 * (1 + Math.abs(expected[i]));
            // an update of Adam has the size of the rate however small the gradient: where that is nearly 0, its
            // rounding decides
            if (!(distance <= rounding + 4 * RATE)
                    || (distance > rounding + 0.02 * RATE && ++far > actual.length / 1000)) {
                throw new IllegalStateException(
                        name + ": parameter " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
    }

    private static double[][] rows(float[] values, int columns) {
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    /** Runs to the end of the epoch that is under way. */
    static final TrainingListener ONE_EPOCH = new TrainingListener() {
        @Override
        public Signal betweenBatches(TrainingState state) {
            return Signal.CONTINUE;
        }

        @Override
        public Signal epochEnded(EpochReport report, TrainingState state) {
            return Signal.STOP;
        }
    };
}
