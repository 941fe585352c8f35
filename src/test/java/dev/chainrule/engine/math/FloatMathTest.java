package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The float functions against those in double, and the vectors' bits against the scalars'. */
class FloatMathTest {

    private interface FloatFunction {
        float apply(float x);
    }

    private interface Loop {
        void apply(float[] z, float[] a, int from, int to);
    }

    @Test
    void functionsAreWithinTheirUlps() {
        requireWithin(2, FloatMath::exp, StrictMath::exp, -86, 88);
        requireWithin(3, FloatMath::expm1, StrictMath::expm1, -30, 40);
        requireWithin(3, FloatMath::expm1, StrictMath::expm1, -0.01, 0.01);
        requireWithin(3, FloatMath::log1p, StrictMath::log1p, 0, 1);
        requireWithin(3, FloatMath::log, StrictMath::log, 1e-30, 1.5);
        requireWithin(
                4, FloatMath::softplus, x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))), -80, 80);
        requireWithin(3, FloatMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -80, 80);
        requireWithin(4, FloatMath::tanh, StrictMath::tanh, -12, 12);
        requireWithin(4, FloatMath::tanh, StrictMath::tanh, -0.01, 0.01);
    }

    /** Abramowitz and Stegun, table 7.1. */
    @Test
    void erfIsTheTabulatedOne() {
        double[] x = {0, 0.02, 0.5, 0.98, 1, 1.02, 1.5, 2, 3, 5};
        double[] erf = {
            0,
            0.0225645747,
            0.5204998778,
            0.8342315043,
            0.8427007929,
            0.8508380177,
            0.9661051465,
            0.9953222650,
            0.9999779095,
            1
        };
        for (int i = 0; i < x.length; i++) {
            double bound = 4 * Math.ulp((float) erf[i]) + 1e-10;
            assertThat(Math.abs(FloatMath.erf((float) x[i]) - erf[i]))
                    .as("erf(%s)", x[i])
                    .isLessThanOrEqualTo(bound);
            assertThat(FloatMath.erf((float) -x[i])).isEqualTo(-FloatMath.erf((float) x[i]));
        }
    }

    @Test
    void theEndsAreTheLimits() {
        float infinity = Float.POSITIVE_INFINITY;
        assertThat(FloatMath.exp(-infinity)).isZero();
        assertThat(FloatMath.exp(-87)).isZero();
        assertThat(FloatMath.expm1(-infinity)).isEqualTo(-1);
        assertThat(FloatMath.sigmoid(infinity)).isEqualTo(1);
        assertThat(FloatMath.sigmoid(-infinity)).isZero();
        assertThat(FloatMath.tanh(-infinity)).isEqualTo(-1);
        assertThat(FloatMath.erf(infinity)).isEqualTo(1);
        assertThat(FloatMath.tanh(Float.NaN)).isNaN();
        assertThat(FloatMath.erf(Float.NaN)).isNaN();
        assertThat(FloatMath.sigmoid(Float.NaN)).isNaN();
    }

    /** Whole vectors, then what is left of an array: the first elements of a long array, and each of them alone. */
    @Test
    void vectorsGiveTheBitsOfScalars() {
        float[] z = points();
        Loop[] loops = {
            Elementwise::tanh,
            Elementwise::sigmoid,
            Elementwise::silu,
            Elementwise::gelu,
            Elementwise::softplus,
            Elementwise::mish,
            Elementwise::exp,
            (x, a, from, to) -> Elementwise.elu(x, a, 1.1f, 1.7f, from, to),
            (x, a, from, to) -> Elementwise.leakyRelu(x, a, 0.1f, from, to),
            slope(Elementwise::siluSlope),
            slope(Elementwise::geluSlope),
            slope(Elementwise::softplusSlope),
            slope(Elementwise::mishSlope),
            slope(Elementwise::reluSlope),
            slope((x, a, from, to) -> Elementwise.eluSlope(x, a, 1.1f, 1.7f, from, to)),
            slope((x, a, from, to) -> Elementwise.leakyReluSlope(x, a, 0.1f, from, to))
        };
        for (int loop = 0; loop < loops.length; loop++) {
            float[] together = new float[z.length];
            loops[loop].apply(z, together, 0, z.length);
            float[] alone = new float[z.length];
            for (int i = 0; i < z.length; i++) {
                loops[loop].apply(z, alone, i, i + 1);
            }
            for (int i = 0; i < z.length; i++) {
                assertThat(Float.floatToIntBits(together[i]))
                        .as("function %d at %s: %s and %s", loop, z[i], together[i], alone[i])
                        .isEqualTo(Float.floatToIntBits(alone[i]));
            }
        }
    }

    /** Sums of 16 interleaved parts a block of 4,096, by the definition. */
    @Test
    void sumsAreThoseOfInterleavedParts() {
        float[] values = points();
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 + 1f / (i + 1);
        }
        for (int length : new int[] {0, 1, 15, 16, 17, 100, 4095, 4096, 4097, 9000}) {
            double expected = 0;
            for (int block = 3; block < 3 + length; block += 4096) {
                float[] parts = new float[16];
                for (int i = block; i < Math.min(3 + length, block + 4096); i++) {
                    parts[(i - block) % 16] += values[i];
                }
                for (float part : parts) {
                    expected += part;
                }
            }
            assertThat(Sums.of(values, 3, 3 + length)).as("%d values", length).isEqualTo(expected);
        }
    }

    private static Loop slope(Loop loop) {
        return (z, delta, from, to) -> {
            Arrays.fill(delta, from, to, -1.25f);
            loop.apply(z, delta, from, to);
        };
    }

    private static float[] points() {
        float[] far = {0f, -0f, 1e-40f, 1e-20f, 87.9f, -86.59f, -86.61f, -150f, 1e30f, -1e30f, Float.NaN, -1e-6f};
        float[] z = new float[10_007];
        for (int i = 0; i < z.length; i++) {
            z[i] = i < far.length ? far[i] : (i - z.length / 2) * 0.013f;
        }
        for (int i = 0; i < z.length; i++) {
            z[i] = i < far.length || z[i] < 80 ? z[i] : z[i] / 100;
        }
        return z;
    }

    private static void requireWithin(
            int ulps, FloatFunction function, DoubleUnaryOperator exact, double from, double to) {
        int points = 200_000;
        double worst = IntStream.rangeClosed(0, points)
                .mapToDouble(i -> {
                    float x = (float) (from + (to - from) * i / points);
                    double expected = exact.applyAsDouble(x);
                    return Math.abs(function.apply(x) - expected) / Math.ulp((float) expected);
                })
                .max()
                .orElseThrow();
        assertThat(worst).isLessThanOrEqualTo(ulps);
    }
}
