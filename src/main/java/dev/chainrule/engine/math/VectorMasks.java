package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link RandomStream#fillMask} over whole vectors: integers, so the same bits. */
final class VectorMasks {

    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    /** As many floats. */
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LONGS.vectorBitSize() / 2));

    private static final LongVector ASCENDING = LongVector.zero(LONGS).addIndex(1);

    private VectorMasks() {}

    /**
     * Element i is 0 where (mix(start + (i + 1) gamma) &gt;&gt;&gt; 11) is below the threshold, else {@code kept}.
     *
     * @return the first element that is left
     */
    static int fill(float[] mask, int count, long start, long gamma, long threshold, float kept) {
        LongVector step = LongVector.broadcast(LONGS, gamma * LONGS.length());
        LongVector state = ASCENDING.add(1).mul(gamma).add(start);
        FloatVector keep = FloatVector.broadcast(FLOATS, kept);
        int i = 0;
        for (; i <= count - LONGS.length(); i += LONGS.length()) {
            LongVector z = state;
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30))
                    .mul(RandomStream.MIX_1);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 27))
                    .mul(RandomStream.MIX_2);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 31));
            VectorMask<Long> dropped = z.lanewise(VectorOperators.LSHR, 11).compare(VectorOperators.LT, threshold);
            keep.blend(0f, dropped.cast(FLOATS)).intoArray(mask, i);
            state = state.add(step);
        }
        return i;
    }
}
