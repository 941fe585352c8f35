package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes 8 x 8 elements in registers, in three stages: after the one of distance d = 1, 2, 4, vectors i and i + d have exchanged their
 * lanes l with l and d in common, or not. So vector i holds what was lane i.
 */
final class VectorTranspose {

    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
    static final int ROWS = 8;
    /** Whether registers are so wide. */
    static final boolean USABLE = VectorTiles.LANES >= ROWS;

    private static final VectorShuffle<Float> UP1 = shuffle(-1);
    private static final VectorShuffle<Float> UP2 = shuffle(-2);
    private static final VectorShuffle<Float> UP4 = shuffle(-4);
    private static final VectorShuffle<Float> DOWN1 = shuffle(1);
    private static final VectorShuffle<Float> DOWN2 = shuffle(2);
    private static final VectorShuffle<Float> DOWN4 = shuffle(4);
    private static final VectorMask<Float> ODD1 = mask(1);
    private static final VectorMask<Float> ODD2 = mask(2);
    private static final VectorMask<Float> ODD4 = mask(4);

    private VectorTranspose() {}

    /** to[at + l + p width] = from[f + l step + p] for l = 0 to 7 and p from 0 on, as far as whole squares go: gives the first p that is left. */
    static int rows(int k, float[] from, int f, int step, float[] to, int at, int width) {
        int p = 0;
        for (; p <= k - ROWS; p += ROWS) {
            int t = at + p * width;
            FloatVector r0 = FloatVector.fromArray(EIGHT, from, f + p);
            FloatVector r1 = FloatVector.fromArray(EIGHT, from, f + step + p);
            FloatVector r2 = FloatVector.fromArray(EIGHT, from, f + 2 * step + p);
            FloatVector r3 = FloatVector.fromArray(EIGHT, from, f + 3 * step + p);
            FloatVector r4 = FloatVector.fromArray(EIGHT, from, f + 4 * step + p);
            FloatVector r5 = FloatVector.fromArray(EIGHT, from, f + 5 * step + p);
            FloatVector r6 = FloatVector.fromArray(EIGHT, from, f + 6 * step + p);
            FloatVector r7 = FloatVector.fromArray(EIGHT, from, f + 7 * step + p);
            FloatVector s0 = low(r0, r1, UP1, ODD1);
            FloatVector s1 = high(r0, r1, DOWN1, ODD1);
            FloatVector s2 = low(r2, r3, UP1, ODD1);
            FloatVector s3 = high(r2, r3, DOWN1, ODD1);
            FloatVector s4 = low(r4, r5, UP1, ODD1);
            FloatVector s5 = high(r4, r5, DOWN1, ODD1);
            FloatVector s6 = low(r6, r7, UP1, ODD1);
            FloatVector s7 = high(r6, r7, DOWN1, ODD1);
            FloatVector t0 = low(s0, s2, UP2, ODD2);
            FloatVector t2 = high(s0, s2, DOWN2, ODD2);
            FloatVector t1 = low(s1, s3, UP2, ODD2);
            FloatVector t3 = high(s1, s3, DOWN2, ODD2);
            FloatVector t4 = low(s4, s6, UP2, ODD2);
            FloatVector t6 = high(s4, s6, DOWN2, ODD2);
            FloatVector t5 = low(s5, s7, UP2, ODD2);
            FloatVector t7 = high(s5, s7, DOWN2, ODD2);
            FloatVector u0 = low(t0, t4, UP4, ODD4);
            FloatVector u4 = high(t0, t4, DOWN4, ODD4);
            FloatVector u1 = low(t1, t5, UP4, ODD4);
            FloatVector u5 = high(t1, t5, DOWN4, ODD4);
            FloatVector u2 = low(t2, t6, UP4, ODD4);
            FloatVector u6 = high(t2, t6, DOWN4, ODD4);
            FloatVector u3 = low(t3, t7, UP4, ODD4);
            FloatVector u7 = high(t3, t7, DOWN4, ODD4);
            u0.intoArray(to, t);
            u1.intoArray(to, t + width);
            u2.intoArray(to, t + 2 * width);
            u3.intoArray(to, t + 3 * width);
            u4.intoArray(to, t + 4 * width);
            u5.intoArray(to, t + 5 * width);
            u6.intoArray(to, t + 6 * width);
            u7.intoArray(to, t + 7 * width);
        }
        return p;
    }

    /** Lanes of the first, but where the mask is set those of the second from {@code distance} below. */
    private static FloatVector low(FloatVector a, FloatVector b, VectorShuffle<Float> up, VectorMask<Float> odd) {
        return a.blend(b.rearrange(up), odd);
    }

    /** Lanes of the second where the mask is set, otherwise those of the first from {@code distance} above. */
    private static FloatVector high(FloatVector a, FloatVector b, VectorShuffle<Float> down, VectorMask<Float> odd) {
        return a.rearrange(down).blend(b, odd);
    }

    private static VectorShuffle<Float> shuffle(int distance) {
        return VectorShuffle.fromOp(EIGHT, lane -> (lane + distance) & (ROWS - 1));
    }

    private static VectorMask<Float> mask(int bit) {
        boolean[] set = new boolean[ROWS];
        for (int lane = 0; lane < ROWS; lane++) {
            set[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(EIGHT, set, 0);
    }
}
