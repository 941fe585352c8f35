package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.network.LossJson;
import dev.chainrule.web.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No derivative without a check: every activation with every loss that may follow it, against central differences. */
class GradientCheckTest {

    /** Truncation h^2 and rounding epsilon / h are each about 4e-11 of the loss, of which the smallest divisor is a hundredth or so. */
    private static final double TOLERANCE = 3e-8;

    private static final List<Activation> HIDDEN = List.of(
            new Activation.Linear(),
            new Activation.Relu(),
            new Activation.Tanh(),
            new Activation.Sigmoid(),
            new UnitActivation.LeakyRelu(0.1),
            new UnitActivation.Elu(0.7),
            new UnitActivation.Selu(),
            new UnitActivation.Gelu(),
            new UnitActivation.Silu(),
            new UnitActivation.Mish(),
            new UnitActivation.Softplus(),
            new UnitActivation.Softsign(),
            new UnitActivation.HardSigmoid());
    private static final List<Activation> LAST =
            Stream.concat(HIDDEN.stream(), Stream.of(new Activation.Softmax())).toList();
    private static final List<Loss> LOSSES = List.of(
            new Loss.MeanSquaredError(),
            new Loss.HalfSquaredError(),
            new Loss.BinaryCrossEntropy(),
            new Loss.CategoricalCrossEntropy(),
            new Loss.BinaryCrossEntropy(0.1, false),
            new Loss.CategoricalCrossEntropy(0.2),
            new ElementLoss.MeanAbsoluteError(),
            new ElementLoss.LogCosh(),
            new ElementLoss.Huber(0.4),
            new ElementLoss.Poisson(),
            new ElementLoss.Hinge());
    private static final List<Shape> SHAPES = List.of(
            new Shape(new int[] {3, 4, 3, 2}, true, 5),
            new Shape(new int[] {3, 4, 3, 2}, false, 5),
            new Shape(new int[] {2, 3}, true, 4),
            new Shape(new int[] {4, 5, 3}, true, 1),
            new Shape(new int[] {1, 1, 1}, true, 1),
            new Shape(new int[] {1, 1, 1}, false, 3));
    private static final int SEEDS = 5;

    /** @param widths inputs, then the units of each layer */
    record Shape(int[] widths, boolean bias, int rows) {
        @Override
        public String toString() {
            return Arrays.toString(widths) + (bias ? "" : " without bias") + ", " + rows + " rows";
        }
    }

    record Case(Activation hidden, Activation last, Loss loss) {}

    record Problem(ReferenceNetwork network, double[][] x, double[][] y) {}

    static Stream<Case> cases() {
        return HIDDEN.stream()
                .flatMap(hidden -> LAST.stream()
                        .flatMap(last -> LOSSES.stream()
                                .filter(loss -> allowed(last, loss))
                                .map(loss -> new Case(hidden, last, loss))));
    }

    private static boolean allowed(Activation last, Loss loss) {
        NetworkSpec network = new NetworkSpec(1, List.of(new LayerSpec.Dense(2, last)));
        Faults faults = new Faults();
        LossJson.check(loss, network, "/loss", faults);
        return faults.count() == 0;
    }

    @Test
    void coversEveryActivationAndEveryLoss() {
        assertThat(LAST.stream().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(leaves(Activation.class));
        assertThat(LOSSES.stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(leaves(Loss.class));
    }

    /** The records below a sealed interface. */
    private static List<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? List.of(type)
                : Arrays.stream(permitted)
                        .flatMap(below -> leaves(below).stream())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithCentralDifferences(Case of) {
        for (Shape shape : SHAPES) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Problem problem = clearOfKinks(of, shape, seed);

                GradientCheck check = GradientCheck.of(problem.network(), of.loss(), problem.x(), problem.y());

                assertThat(check.worstRelativeDifference())
                        .as("%s, seed %d", shape, seed)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsAGradientThatIsWrongByOnePercentInOneEntry(Case of) {
        // relus may all be dead, with no gradient that could be wrong: then the next seed
        int seed = 0;
        Problem problem;
        BackwardPass back;
        double[] gradients;
        int largest;
        do {
            problem = clearOfKinks(of, SHAPES.getFirst(), seed++);
            ForwardPass pass = problem.network().forward(problem.x());
            back = problem.network().backward(pass, of.loss(), problem.y());
            gradients = FlatParameters.flatten(back.gradients());
            largest = indexOfLargest(gradients);
        } while (Math.abs(gradients[largest]) < 0.01);
        gradients[largest] *= 1.01;

        GradientCheck check = GradientCheck.compare(
                problem.network(),
                FlatParameters.unflatten(gradients, back.gradients()),
                of.loss(),
                problem.x(),
                problem.y());

        assertThat(check.worstRelativeDifference()).isBetween(0.001, 0.006);
    }

    @Test
    void givesTheNumericalGradientsInTheShapeOfTheParameters() {
        // p = 3 w + b with w = 2, b = 1; loss 1/2 (p - 5)^2: dLoss/dw = 3 (7 - 5), dLoss/db = 7 - 5
        NetworkSpec spec = new NetworkSpec(1, List.of(new LayerSpec.Dense(1, new Activation.Linear())));
        ReferenceNetwork network =
                new ReferenceNetwork(spec, List.of(new LayerParameters.Dense(new double[][] {{2}}, new double[] {1})));

        GradientCheck check =
                GradientCheck.of(network, new Loss.HalfSquaredError(), new double[][] {{3}}, new double[][] {{5}});

        LayerParameters.Dense numerical =
                (LayerParameters.Dense) check.numerical().getFirst();
        assertThat(numerical.weights()[0][0]).isCloseTo(6, offset(1e-8));
        assertThat(numerical.bias()[0]).isCloseTo(2, offset(1e-8));
    }

    private static int indexOfLargest(double[] values) {
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        return largest;
    }

    /**
     * A random problem. Central differences are wrong where moving a parameter by h = 6e-6 carries a weighted sum or a prediction over a
     * kink, so it is drawn again until all are a thousand times further away.
     */
    private static Problem clearOfKinks(Case of, Shape shape, int seed) {
        Random random = new Random(seed);
        while (true) {
            Problem problem = draw(of, shape, random);
            ForwardPass pass = problem.network().forward(problem.x());
            boolean clear = pass.layers().stream().allMatch(layer -> CheckedValues.isClear(layer.weightedSums()));
            if (clear && CheckedValues.isClear(of.loss(), pass.prediction(), problem.y())) {
                return problem;
            }
        }
    }

    private static Problem draw(Case of, Shape shape, Random random) {
        int[] widths = shape.widths();
        List<LayerSpec> layers = new ArrayList<>();
        List<LayerParameters> parameters = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            Activation activation = i == widths.length - 1 ? of.last() : of.hidden();
            boolean bias = shape.bias();
            layers.add(new LayerSpec.Dense(OptionalInt.of(widths[i]), activation, bias, Initializer.GLOROT_UNIFORM));
            parameters.add(new LayerParameters.Dense(
                    matrix(widths[i - 1], widths[i], random), matrix(1, bias ? widths[i] : 0, random)[0]));
        }
        int outputs = widths[widths.length - 1];
        double[][] x = matrix(shape.rows(), widths[0], random);
        double[][] y = CheckedValues.targets(of.loss(), matrix(shape.rows(), outputs, random));
        return new Problem(new ReferenceNetwork(new NetworkSpec(widths[0], layers), parameters), x, y);
    }

    private static double[][] matrix(int rows, int columns, Random random) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> 2 * random.nextDouble() - 1);
        }
        return matrix;
    }
}
