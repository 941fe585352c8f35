package dev.chainrule.engine.math;

/**
 * The elementary functions that networks are made of, in float32, from additions, multiplications, divisions and {@link Math#fma} alone, each
 * rounded as IEEE 754 says: the same bits on every machine, and, step by step, in the lanes of {@link VectorMath}. The polynomials are fits
 * of least largest error. A NaN stays one.
 */
final class FloatMath {

    static final float LOG2_E = 1.442695f;
    /** ln 2 in two parts: a multiple of the first is exact. */
    static final float LN2_HIGH = 355f / 512;

    static final float LN2_LOW = -2.1219444e-4f;
    /** Added and taken away again, it rounds to an integer, which then stands in the lowest bits. */
    static final float ROUNDER = 0x1.8p23f;
    /** The bits of 1. */
    static final int ONE = 127 << 23;
    /** Below it e^x counts as 0: nothing becomes denormal. */
    static final float EXP_SMALLEST = -86.6f;
    /** Below it e^x - 1 is -1. */
    static final float EXPM1_SMALLEST = -20;
    /** e^r - 1 = r + r^2 (E0 + E1 r + ...) for |r| <= ln 2 / 2, within 1.4e-8 of it. */
    static final float E0 = 0.49999997f;

    static final float E1 = 0.16666543f;
    static final float E2 = 0.0416672f;
    static final float E3 = 0.00836658f;
    static final float E4 = 0.001388251f;
    /** ln(1 + x) = x + x^2 (L0 + L1 x + ...) for x in [0, 1], within 5.2e-9 of it. */
    static final float L0 = -0.4999993f;

    static final float L1 = 0.33330512f;
    static final float L2 = -0.24958587f;
    static final float L3 = 0.196954f;
    static final float L4 = -0.15355395f;
    static final float L5 = 0.10680553f;
    static final float L6 = -0.05766442f;
    static final float L7 = 0.020204572f;
    static final float L8 = -0.0033184695f;
    /** ln(1 + x) = x + x^2 (N0 + N1 x + ...) for 1 + x in [sqrt 1/2, sqrt 2], within 4.1e-9 of it. */
    static final float N0 = -0.49999988f;

    static final float N1 = 0.33333325f;
    static final float N2 = -0.25001583f;
    static final float N3 = 0.20001976f;
    static final float N4 = -0.16609077f;
    static final float N5 = 0.1418178f;
    static final float N6 = -0.13242976f;
    static final float N7 = 0.1290469f;
    static final float N8 = -0.07622109f;
    /** The bits of sqrt 1/2. */
    static final int ROOT = 0x3f3504f3;
    /** tanh x is 1 above it. */
    static final float TANH_LARGEST = 9.02f;
    /** erf x = x + x (F0 + F1 x^2 + ...) for |x| <= 1. */
    static final float F0 = 0.12837917f;

    static final float F1 = -0.37612626f;
    static final float F2 = 0.112836f;
    static final float F3 = -0.026854444f;
    static final float F4 = 0.0051895357f;
    static final float F5 = -8.020842e-4f;
    static final float F6 = 7.889123e-5f;
    /** erf x = 1 - e^(-x (H0 + H1 x + ...)) for x in [1, 4]; above it is 1. */
    static final float H0 = 1.1285965f;

    static final float H1 = 0.6354236f;
    static final float H2 = 0.10564359f;
    static final float H3 = -0.023065478f;
    static final float H4 = 0.0031662397f;
    static final float H5 = -1.3316925e-4f;
    static final float H6 = -2.9507206e-5f;
    static final float H7 = 3.643218e-6f;
    static final float ERF_LARGEST = 4;
    static final float ROOT_OF_HALF = 0.70710677f;
    /** Of the standard normal at 0: 1 / sqrt(2 pi). */
    static final float NORMAL_DENSITY = 0.3989423f;

    private FloatMath() {}

    /** e^x within 2 ulp for x <= 88, but 0 where it would be less than 2.5e-38. */
    static float exp(float x) {
        if (x < EXP_SMALLEST) {
            return 0f;
        }
        // x = n ln 2 + r, e^x = 2^n e^r
        float shifted = Math.fma(x, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float power = power(shifted);
        return Math.fma(power, expm1Reduced(r), power);
    }

    /** e^x - 1 within 3 ulp for x <= 88. */
    static float expm1(float x) {
        float least = Math.max(x, EXPM1_SMALLEST);
        float shifted = Math.fma(least, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, least));
        float power = power(shifted);
        // 2^n (e^r - 1) + (2^n - 1)
        return Math.fma(power, expm1Reduced(r), power - 1f);
    }

    /** 2^n, with n in the lowest bits. */
    private static float power(float shifted) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ONE);
    }

    /** In an order with short chains: Estrin 1960. */
    private static float expm1Reduced(float r) {
        float square = r * r;
        float p = Math.fma(E4, square, Math.fma(E3, r, E2));
        return Math.fma(Math.fma(p, square, Math.fma(E1, r, E0)), square, r);
    }

    /** 1 / (1 + e^-x) within 3 ulp. */
    static float sigmoid(float x) {
        // e^-|x| never overflows
        float e = exp(-Math.abs(x));
        // x < 0 ? e : 1, without a branch: signs are hard to predict
        int negative = Float.floatToRawIntBits(x) >> 31;
        int numerator = (Float.floatToRawIntBits(e) & negative) | (ONE & ~negative);
        return Float.intBitsToFloat(numerator) / (1f + e);
    }

    /** tanh x = (e^2x - 1) / (e^2x + 1) within 4 ulp. */
    static float tanh(float x) {
        float e = expm1(2f * Math.min(Math.abs(x), TANH_LARGEST));
        return Math.copySign(e / (e + 2f), x);
    }

    /** ln(1 + x) within 3 ulp for x in [0, 1]. */
    static float log1p(float x) {
        float p = Math.fma(Math.fma(Math.fma(Math.fma(L8, x, L7), x, L6), x, L5), x, L4);
        p = Math.fma(Math.fma(Math.fma(Math.fma(p, x, L3), x, L2), x, L1), x, L0);
        return Math.fma(p, x * x, x);
    }

    /** ln x within 3 ulp for normal x, finite and above 0. */
    static float log(float x) {
        if (!(x > 0f)) {
            return Float.NaN;
        }
        // x = 2^n (1 + r), 1 + r in [sqrt 1/2, sqrt 2)
        int bits = Float.floatToRawIntBits(x) - ROOT;
        float n = bits >> 23;
        float r = Float.intBitsToFloat((bits & 0x7fffff) + ROOT) - 1f;
        float square = r * r;
        float p = Math.fma(Math.fma(N8, square, Math.fma(N7, r, N6)), square, Math.fma(N5, r, N4));
        p = Math.fma(Math.fma(p, square, Math.fma(N3, r, N2)), square, Math.fma(N1, r, N0));
        return Math.fma(n, LN2_HIGH, Math.fma(n, LN2_LOW, Math.fma(p, square, r)));
    }

    /** ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|) within 4 ulp. */
    static float softplus(float x) {
        return Math.max(x, 0f) + log1p(exp(-Math.abs(x)));
    }

    /** The error function (Abramowitz and Stegun, 7.1.1) within 4 ulp. */
    static float erf(float x) {
        float size = Math.abs(x);
        if (size > 1f) {
            float t = Math.min(size, ERF_LARGEST);
            float p = Math.fma(Math.fma(Math.fma(Math.fma(H7, t, H6), t, H5), t, H4), t, H3);
            p = Math.fma(Math.fma(Math.fma(p, t, H2), t, H1), t, H0);
            return Math.copySign(1f - exp(-t * p), x);
        }
        float s = x * x;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(F6, s, F5), s, F4), s, F3), s, F2);
        p = Math.fma(Math.fma(p, s, F1), s, F0);
        return Math.fma(p, x, x);
    }

    /** Of the standard normal: (1 + erf(x / sqrt 2)) / 2, with an absolute error below 2e-7. */
    static float normalDistribution(float x) {
        return Math.fma(erf(x * ROOT_OF_HALF), 0.5f, 0.5f);
    }

    /** tanh ln(1 + e^x) = n / (n + 2) with n = e^2x + 2 e^x; both sides are divided by e^2x where x > 0, so that nothing overflows. */
    static float tanhOfSoftplus(float x) {
        float e = exp(-Math.abs(x));
        float twice = e * 2f;
        float n = x > 0f ? twice + 1f : Math.fma(e, e, twice);
        return n / (n + (x > 0f ? twice * e : 2f));
    }
}
