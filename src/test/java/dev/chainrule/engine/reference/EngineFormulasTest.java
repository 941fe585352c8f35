package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.engine.nn.UnitActivation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's formulas against the reference's, far out and at kinks too. */
class EngineFormulasTest {

    /** A few ulp of a float: see FloatMath. */
    private static final double FLOAT = 6e-7;

    private static final float[] POINTS = {0f, -0f, 3f, -3f, 1e-6f, -1e-6f, 40f, -40f, 150f, -150f, 1e30f, -1e30f};

    static Stream<UnitActivation> activations() {
        return Stream.of(
                new UnitActivation.LeakyRelu(0.1),
                new UnitActivation.Elu(0.7),
                new UnitActivation.Selu(),
                new UnitActivation.Gelu(),
                new UnitActivation.Silu(),
                new UnitActivation.Mish(),
                new UnitActivation.Softplus(),
                new UnitActivation.Softsign(),
                new UnitActivation.HardSigmoid());
    }

    @ParameterizedTest
    @MethodSource("activations")
    void anActivationAndItsDerivativeAreTheReferences(UnitActivation activation) {
        Random random = new Random(1);
        float[] z = new float[1_000];
        for (int i = 0; i < z.length; i++) {
            z[i] = i < POINTS.length ? POINTS[i] : (float) (4 * random.nextGaussian());
        }
        float[] a = new float[z.length];
        float[] delta = new float[z.length];
        Arrays.fill(delta, -2);

        activation.forward(z, a, 0, 10, 100);
        activation.backward(z, a, delta, 0, 10, 100);

        for (int i = 0; i < z.length; i++) {
            // differences of numbers near 1/2 have absolute errors, which z multiplies in gelu
            double absolute = activation instanceof UnitActivation.Gelu
                    ? 2e-7 * Math.min(6, Math.abs(z[i]))
                    : activation instanceof UnitActivation.HardSigmoid ? 6e-8 : 0;
            double value = UnitMath.value(activation, z[i]);
            assertThat((double) a[i])
                    .as("f(%s)", z[i])
                    .isCloseTo(value, within(FLOAT * Math.abs(value) + absolute + 1e-14));
            // slopes near a zero of theirs are differences of numbers up to 1
            double slope = -2 * UnitMath.slope(activation, z[i]);
            assertThat((double) delta[i]).as("-2 f'(%s)", z[i]).isCloseTo(slope, within(FLOAT * (Math.abs(slope) + 2)));
        }
    }

    /** The derivative at a kink is fixed; beside it the functions are continuous, so nothing else would notice. */
    @ParameterizedTest
    @MethodSource("activations")
    void theDerivativeAtAKinkIsTheAgreedOne(UnitActivation activation) {
        double expected = switch (activation) {
            case UnitActivation.LeakyRelu _ -> 0.1;
            case UnitActivation.Elu _ -> 0.7;
            case UnitActivation.Selu _ -> 1.6732632423543772 * 1.0507009873554805;
            case UnitActivation.Gelu _, UnitActivation.Silu _, UnitActivation.Softplus _ -> 0.5;
            case UnitActivation.Mish _ -> 0.6;
            case UnitActivation.Softsign _ -> 1;
            case UnitActivation.HardSigmoid _ -> 1.0 / 6;
        };
        assertThat(slope(activation, 0)).isCloseTo((float) expected, within(2e-7f));
        if (activation instanceof UnitActivation.HardSigmoid) {
            assertThat(slope(activation, 3)).isZero();
            assertThat(slope(activation, -3)).isZero();
        }
    }

    private static float slope(Activation activation, float z) {
        float[] a = new float[1];
        float[] delta = {1};
        activation.forward(new float[] {z}, a, 0, 1, 1);
        activation.backward(new float[] {z}, a, delta, 0, 1, 1);
        return delta[0];
    }

    @ParameterizedTest
    @MethodSource("activations")
    void aNaNStaysVisible(Activation activation) {
        float[] a = new float[1];
        activation.forward(new float[] {Float.NaN}, a, 0, 1, 1);
        assertThat(a).containsExactly(Float.NaN);
    }

    static Stream<Loss> losses() {
        return Stream.of(
                new Loss.BinaryCrossEntropy(0.1, false),
                new Loss.CategoricalCrossEntropy(0.2),
                new ElementLoss.MeanAbsoluteError(),
                new ElementLoss.LogCosh(),
                new ElementLoss.Huber(0.4),
                new ElementLoss.Poisson(),
                new ElementLoss.Hinge());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aLossAndItsDerivativeAreTheReferences(Loss loss) {
        Activation last = switch (loss) {
            case Loss.CategoricalCrossEntropy _ -> new Activation.Softmax();
            case Loss.BinaryCrossEntropy _, ElementLoss.Poisson _ -> new Activation.Sigmoid();
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> new Activation.Linear();
        };
        Random random = new Random(2);
        for (int round = 0; round < 100; round++) {
            float[] z = new float[3];
            float[] p = new float[3];
            float[] y = {0, 1, 0};
            for (int k = 0; k < 3; k++) {
                z[k] = (float) (random.nextInt(1, 30) * random.nextGaussian());
                y[k] = loss instanceof ElementLoss.Hinge ? 2 * y[k] - 1 : y[k];
            }
            last.forward(z, p, 0, 1, 3);
            float[] derivative = new float[3];

            double sum = loss.apply(z, p, y, RowWeights.NONE, derivative, 1, 3);

            double[] predictions = widen(p);
            assertClose("loss", sum, LossMath.ofRow(loss, widen(z), predictions, widen(y)));
            if (loss.derivative() == Loss.Derivative.OF_PREDICTION) {
                last = new Activation.Linear();
            }
            double[] expected = LossMath.delta(loss, last, widen(z), predictions, widen(y), 1);
            for (int k = 0; k < 3; k++) {
                // the difference of two floats near 1
                assertThat((double) derivative[k])
                        .as("derivative at %s", z[k])
                        .isCloseTo(expected[k], within(2e-7 * Math.max(1, Math.abs(expected[k]))));
            }
        }
    }

    @Test
    void lossesHaveTheirAgreedValuesAtTheEdges() {
        assertThat(new ElementLoss.MeanAbsoluteError().slope(2, 2)).isZero();
        assertThat(new ElementLoss.Hinge().slope(0.5, 2)).isZero();
        assertThat(new ElementLoss.Poisson().value(0, 2)).isCloseTo(-2 * Math.log(1e-8), within(1e-12));
        assertThat(new ElementLoss.Poisson().slope(0, 2)).isEqualTo(1);
        assertThat(new ElementLoss.LogCosh().value(1e-9, 0)).isCloseTo(5e-19, within(1e-30));
        assertThat(new ElementLoss.LogCosh().value(1e30, 0)).isEqualTo(1e30);
        assertThat(new ElementLoss.Huber(2).value(5, 0)).isEqualTo(8);
        assertThat(new ElementLoss.Huber(2).slope(5, 0)).isEqualTo(2);
    }

    @Test
    void anUndonePredictionStaysOffTheEnds() {
        Loss.BinaryCrossEntropy loss = new Loss.BinaryCrossEntropy(0.2, true);
        assertThat(loss.shown(0.1)).isEqualTo(0.002);
        assertThat(loss.shown(0.95)).isEqualTo(0.998);
        assertThat(loss.shown(0.3)).isCloseTo(0.25, within(1e-12));
        assertThat(loss.shown(Double.NaN)).isNaN();
    }

    /** With smoothing a, the least loss of a row is that of the smoothed shares, not 0; rows are measured without it. */
    @Test
    void smoothingIsForTrainingAlone() {
        Loss smooth = new Loss.CategoricalCrossEntropy(0.3);
        assertThat(smooth.withoutSmoothing()).isEqualTo(new Loss.CategoricalCrossEntropy());
        assertThat(new Loss.BinaryCrossEntropy(0.3, true).withoutSmoothing()).isEqualTo(new Loss.BinaryCrossEntropy());
        for (Loss loss : List.of(smooth, smooth.withoutSmoothing())) {
            float[] derivative = new float[3];
            float[] shares = {0.8f, 0.1f, 0.1f};
            float[] z = {(float) Math.log(0.8), (float) Math.log(0.1), (float) Math.log(0.1)};
            double sum = loss.apply(z, shares, new float[] {1, 0, 0}, RowWeights.NONE, derivative, 1, 3);
            double expected = loss.equals(smooth) ? -0.8 * Math.log(0.8) - 0.2 * Math.log(0.1) : -Math.log(0.8);
            assertThat(sum).isCloseTo(expected, within(1e-6));
            assertThat(derivative[0]).isCloseTo(loss.equals(smooth) ? 0f : -0.2f, within(1e-6f));
        }
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static void assertClose(String what, double actual, double expected) {
        assertThat(actual).as(what).isCloseTo(expected, within(FLOAT * Math.abs(expected) + 1e-14));
    }
}
