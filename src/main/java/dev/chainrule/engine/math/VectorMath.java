package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatMath} lane by lane: the same operations in the same order, and so the same bits. */
final class VectorMath {

    static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;

    private VectorMath() {}

    static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(of(FloatMath.LOG2_E), of(FloatMath.ROUNDER));
        FloatVector n = shifted.sub(FloatMath.ROUNDER);
        FloatVector r = n.fma(of(-FloatMath.LN2_LOW), n.fma(of(-FloatMath.LN2_HIGH), x));
        FloatVector power = power(shifted);
        return power.fma(expm1Reduced(r), power).blend(0f, x.lt(FloatMath.EXP_SMALLEST));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector least = x.max(FloatMath.EXPM1_SMALLEST);
        FloatVector shifted = least.fma(of(FloatMath.LOG2_E), of(FloatMath.ROUNDER));
        FloatVector n = shifted.sub(FloatMath.ROUNDER);
        FloatVector r = n.fma(of(-FloatMath.LN2_LOW), n.fma(of(-FloatMath.LN2_HIGH), least));
        FloatVector power = power(shifted);
        return power.fma(expm1Reduced(r), power.sub(1f));
    }

    private static FloatVector power(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 23)
                .add(FloatMath.ONE)
                .reinterpretAsFloats();
    }

    private static FloatVector expm1Reduced(FloatVector r) {
        FloatVector square = r.mul(r);
        FloatVector p = of(FloatMath.E4).fma(square, of(FloatMath.E3).fma(r, of(FloatMath.E2)));
        return p.fma(square, of(FloatMath.E1).fma(r, of(FloatMath.E0))).fma(square, r);
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector p = of(FloatMath.L8)
                .fma(x, of(FloatMath.L7))
                .fma(x, of(FloatMath.L6))
                .fma(x, of(FloatMath.L5))
                .fma(x, of(FloatMath.L4))
                .fma(x, of(FloatMath.L3))
                .fma(x, of(FloatMath.L2))
                .fma(x, of(FloatMath.L1))
                .fma(x, of(FloatMath.L0));
        return p.fma(x.mul(x), x);
    }

    static FloatVector softplus(FloatVector x) {
        return x.max(0f).add(log1p(exp(x.abs().neg())));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return of(1f).blend(e, x.lt(0f)).div(e.add(1f));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector e = expm1(x.abs().min(FloatMath.TANH_LARGEST).mul(2f));
        return withSign(e.div(e.add(2f)), x);
    }

    static FloatVector erf(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector t = size.min(FloatMath.ERF_LARGEST);
        FloatVector p = of(FloatMath.H7)
                .fma(t, of(FloatMath.H6))
                .fma(t, of(FloatMath.H5))
                .fma(t, of(FloatMath.H4))
                .fma(t, of(FloatMath.H3))
                .fma(t, of(FloatMath.H2))
                .fma(t, of(FloatMath.H1))
                .fma(t, of(FloatMath.H0));
        FloatVector large = withSign(of(1f).sub(exp(t.neg().mul(p))), x);
        FloatVector s = x.mul(x);
        FloatVector q = of(FloatMath.F6)
                .fma(s, of(FloatMath.F5))
                .fma(s, of(FloatMath.F4))
                .fma(s, of(FloatMath.F3))
                .fma(s, of(FloatMath.F2))
                .fma(s, of(FloatMath.F1))
                .fma(s, of(FloatMath.F0));
        VectorMask<Float> isLarge = size.compare(VectorOperators.GT, 1f);
        return q.fma(x, x).blend(large, isLarge);
    }

    static FloatVector normalDistribution(FloatVector x) {
        return erf(x.mul(FloatMath.ROOT_OF_HALF)).fma(of(0.5f), of(0.5f));
    }

    static FloatVector tanhOfSoftplus(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector twice = e.mul(2f);
        FloatVector positive = twice.add(1f);
        FloatVector n = e.fma(e, twice).blend(positive, x.compare(VectorOperators.GT, 0f));
        FloatVector rest = of(2f).blend(twice.mul(e), x.compare(VectorOperators.GT, 0f));
        return n.div(n.add(rest));
    }

    /** Math.copySign: the sign bit of {@code sign}, the others of {@code size}. */
    private static FloatVector withSign(FloatVector size, FloatVector sign) {
        return size.reinterpretAsInts()
                .and(Integer.MAX_VALUE)
                .or(sign.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats();
    }

    private static FloatVector of(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
