package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of its own that tiny networks are trained on row by row gives the bits of the general one, which rows with weights take. */
class TinyDescentTest {

    private static final int ROWS = 50;

    /** Parameters in the end, as bits, and what the epochs gave. */
    private record Run(int[] parameters, List<EpochReport> reports) {
        static Run of(NetworkSpec network, Loss loss, double learningRate, MatrixSamples samples, boolean weighted) {
            TrainingSpec spec = new TrainingSpec(
                    3, 1, true, 5, loss, new OptimizerSpec.SgdSpec(learningRate, 0), OptionalDouble.empty());
            float[] ones = new float[samples.rows()];
            Arrays.fill(ones, 1);
            int[] all = new int[samples.rows()];
            Arrays.setAll(all, i -> i);
            RowSet rows = new RowSet(samples, all, weighted ? ones : RowWeights.NONE);
            TargetUnits units = Trainings.plain(samples.outputs());
            TrainingState state = TrainingState.initial(network, spec);
            // a weight of the input that is always 0: its updates are zeros, whose signs matter to -0
            state.parameters().values()[0] = -0f;
            List<EpochReport> reports = new ArrayList<>();
            Trainings.Listener listener = new Trainings.Listener((at, report) -> {
                report.ifPresent(reports::add);
                return TrainingListener.Signal.CONTINUE;
            });
            new Trainer(network, spec, rows, Optional.empty(), Task.REGRESSION, units).run(state, listener);
            float[] values = state.parameters().values();
            int[] bits = new int[values.length];
            Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
            return new Run(bits, reports);
        }

        List<Double> losses() {
            return reports.stream().map(EpochReport::trainLoss).toList();
        }
    }

    private static NetworkSpec network(Activation hidden, Activation last, boolean bias, int... sizes) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            Activation activation = i == sizes.length - 1 ? last : hidden;
            layers.add(new LayerSpec.Dense(OptionalInt.of(sizes[i]), activation, bias, Initializer.GLOROT_UNIFORM));
        }
        return new NetworkSpec(sizes[0], layers);
    }

    private static MatrixSamples samples(int inputs, int outputs) {
        Random random = new Random(3);
        float[] x = new float[ROWS * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % inputs == 0 ? 0f : (float) random.nextGaussian();
        }
        float[] y = new float[ROWS * outputs];
        for (int i = 0; i < y.length; i++) {
            y[i] = random.nextFloat();
        }
        return new MatrixSamples(x, y, ROWS, inputs, outputs);
    }

    static Stream<Arguments> trainings() {
        Activation sigmoid = new Activation.Sigmoid();
        Activation tanh = new Activation.Tanh();
        Activation relu = new Activation.Relu();
        Activation linear = new Activation.Linear();
        Loss squares = new Loss.MeanSquaredError();
        return Stream.of(
                Arguments.of(network(sigmoid, sigmoid, true, 3, 2, 1), squares),
                Arguments.of(network(tanh, linear, true, 4, 5, 3, 2), squares),
                Arguments.of(network(relu, linear, true, 3, 7, 6, 3), new Loss.HalfSquaredError()),
                Arguments.of(network(relu, sigmoid, false, 5, 3, 1), new Loss.BinaryCrossEntropy()),
                Arguments.of(network(linear, tanh, false, 2, 1, 4), new ElementLoss.Huber(0.5)),
                Arguments.of(network(linear, linear, true, 6, 1), squares));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void theBitsAreThoseOfTheGeneralWay(NetworkSpec network, Loss loss) {
        int outputs = network.outputsOf(network.layers().size() - 1).orElseThrow();
        MatrixSamples samples = samples(network.inputs().orElseThrow(), outputs);
        Run tiny = Run.of(network, loss, 0.1, samples, false);
        Run general = Run.of(network, loss, 0.1, samples, true);
        assertThat(tiny.parameters()).isEqualTo(general.parameters());
        assertThat(tiny.losses()).isEqualTo(general.losses());
        assertThat(tiny.reports().getLast().trainMetrics())
                .isEqualTo(general.reports().getLast().trainMetrics());
    }

    @Test
    void whereItDivergesIsSaidAlike() {
        NetworkSpec network = network(new Activation.Relu(), new Activation.Linear(), true, 3, 4, 1);
        DivergedException tiny = diverged(network, false);
        DivergedException general = diverged(network, true);
        assertThat(tiny).hasMessage(general.getMessage());
        assertThat(tiny.batch()).isEqualTo(general.batch());
        assertThat(tiny.layer()).isEqualTo(general.layer());
    }

    private static DivergedException diverged(NetworkSpec network, boolean weighted) {
        return catchThrowableOfType(
                DivergedException.class,
                () -> Run.of(network, new Loss.MeanSquaredError(), 1e9, samples(3, 1), weighted));
    }
}
