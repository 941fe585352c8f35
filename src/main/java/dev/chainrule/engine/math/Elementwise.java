package dev.chainrule.engine.math;

/**
 * Functions of the elements of arrays, in float32, on the vector unit where there is one, and with the same bits where there is none. Each
 * works on the elements {@code from} to {@code to - 1} of its arrays, which may be the same array. Simpler loops stand where they are used:
 * the compiler vectorizes them by itself.
 */
public final class Elementwise {

    private static final boolean VECTOR = Kernels.hasVectorModule();

    private Elementwise() {}

    /** a = tanh z. */
    public static void tanh(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.tanh(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = FloatMath.tanh(z[i]);
        }
    }

    /** a = 1 / (1 + e^-z). */
    public static void sigmoid(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.sigmoid(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = FloatMath.sigmoid(z[i]);
        }
    }

    /** a = z / (1 + e^-z). */
    public static void silu(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.silu(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = z[i] * FloatMath.sigmoid(z[i]);
        }
    }

    /** delta *= s (1 + z (1 - s)), s = sigmoid(z). */
    public static void siluSlope(float[] z, float[] delta, int from, int to) {
        int i = VECTOR ? VectorElements.siluSlope(z, delta, from, to) : from;
        for (; i < to; i++) {
            float s = FloatMath.sigmoid(z[i]);
            delta[i] *= s * Math.fma(z[i], 1f - s, 1f);
        }
    }

    /** a = z (1 + erf(z / sqrt 2)) / 2. */
    public static void gelu(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.gelu(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = z[i] * FloatMath.normalDistribution(z[i]);
        }
    }

    /** delta *= Phi(z) + z phi(z), Phi the distribution and phi the density of the standard normal. */
    public static void geluSlope(float[] z, float[] delta, int from, int to) {
        int i = VECTOR ? VectorElements.geluSlope(z, delta, from, to) : from;
        for (; i < to; i++) {
            float density = FloatMath.exp(z[i] * z[i] * -0.5f) * FloatMath.NORMAL_DENSITY;
            delta[i] *= Math.fma(z[i], density, FloatMath.normalDistribution(z[i]));
        }
    }

    /** a = ln(1 + e^z). */
    public static void softplus(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.softplus(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = FloatMath.softplus(z[i]);
        }
    }

    /** delta *= 1 / (1 + e^-z). */
    public static void softplusSlope(float[] z, float[] delta, int from, int to) {
        int i = VECTOR ? VectorElements.softplusSlope(z, delta, from, to) : from;
        for (; i < to; i++) {
            delta[i] *= FloatMath.sigmoid(z[i]);
        }
    }

    /** a = z t, t = tanh ln(1 + e^z). */
    public static void mish(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.mish(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = z[i] * FloatMath.tanhOfSoftplus(z[i]);
        }
    }

    /** delta *= t + z (1 - t^2) sigmoid(z), t = tanh ln(1 + e^z). */
    public static void mishSlope(float[] z, float[] delta, int from, int to) {
        int i = VECTOR ? VectorElements.mishSlope(z, delta, from, to) : from;
        for (; i < to; i++) {
            float t = FloatMath.tanhOfSoftplus(z[i]);
            float rest = (1f - t) * (1f + t) * FloatMath.sigmoid(z[i]);
            delta[i] *= Math.fma(z[i], rest, t);
        }
    }

    /** a = scale z for z > 0, else scale alpha (e^z - 1). */
    public static void elu(float[] z, float[] a, float scale, float alpha, int from, int to) {
        int i = VECTOR ? VectorElements.elu(z, a, scale, alpha, from, to) : from;
        for (; i < to; i++) {
            a[i] = scale * (z[i] > 0f ? z[i] : alpha * FloatMath.expm1(z[i]));
        }
    }

    /** delta *= scale for z > 0, else scale alpha e^z. */
    public static void eluSlope(float[] z, float[] delta, float scale, float alpha, int from, int to) {
        int i = VECTOR ? VectorElements.eluSlope(z, delta, scale, alpha, from, to) : from;
        for (; i < to; i++) {
            delta[i] *= z[i] > 0f ? scale : FloatMath.exp(z[i]) * (scale * alpha);
        }
    }

    /** a = z for z > 0, else slope z. */
    public static void leakyRelu(float[] z, float[] a, float slope, int from, int to) {
        int i = VECTOR ? VectorElements.leakyRelu(z, z, a, slope, from, to) : from;
        for (; i < to; i++) {
            a[i] = z[i] > 0f ? z[i] : slope * z[i];
        }
    }

    /** delta *= 1 for z > 0, else slope; 0 is +0 or -0 where the slope is 0. */
    public static void leakyReluSlope(float[] z, float[] delta, float slope, int from, int to) {
        int i = VECTOR ? VectorElements.leakyRelu(z, delta, delta, slope, from, to) : from;
        for (; i < to; i++) {
            delta[i] = z[i] > 0f ? delta[i] : slope * delta[i];
        }
    }

    /** delta = 0 where a is not above 0. */
    public static void reluSlope(float[] a, float[] delta, int from, int to) {
        int i = VECTOR ? VectorElements.reluSlope(a, delta, from, to) : from;
        for (; i < to; i++) {
            delta[i] = a[i] > 0f ? delta[i] : 0f;
        }
    }

    /** a = e^z for z up to 88; 0 where that would be less than 2.5e-38. */
    public static void exp(float[] z, float[] a, int from, int to) {
        int i = VECTOR ? VectorElements.exp(z, a, from, to) : from;
        for (; i < to; i++) {
            a[i] = FloatMath.exp(z[i]);
        }
    }

    /** tanh x. */
    public static float tanh(float x) {
        return FloatMath.tanh(x);
    }

    /** 1 / (1 + e^-x). */
    public static float sigmoid(float x) {
        return FloatMath.sigmoid(x);
    }

    /** ln(1 + e^x). */
    public static float softplus(float x) {
        return FloatMath.softplus(x);
    }

    /** ln x for normal x, finite and above 0. */
    public static float log(float x) {
        return FloatMath.log(x);
    }
}
