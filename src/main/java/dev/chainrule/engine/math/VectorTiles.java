package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of C in registers, over packed operands: C (rows, 2 vectors) = S + A B with A (k, rows) stored by columns and B (k, 2 vectors).
 *
 * <p>The tile of S, often C itself, is loaded into the accumulators first, and that of C stored last. That is what makes the chains continue over blocks of k, and it is
 * also what the C2 compiler wants: a kernel that starts from zeros and adds C at the end exceeds its budget and allocates every vector. For
 * the same reason every accumulator is a local of its own, each operand has one index, linear in p with a constant step (the bounds checks
 * then leave the loop), and the species is a constant.
 */
final class VectorTiles {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final int COLUMNS = 2 * LANES;

    private VectorTiles() {}

    static void tile8x2(
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c00 = load(s, sOffset);
        FloatVector c01 = load(s, sOffset + LANES);
        FloatVector c10 = load(s, sOffset + sRow);
        FloatVector c11 = load(s, sOffset + sRow + LANES);
        FloatVector c20 = load(s, sOffset + 2 * sRow);
        FloatVector c21 = load(s, sOffset + 2 * sRow + LANES);
        FloatVector c30 = load(s, sOffset + 3 * sRow);
        FloatVector c31 = load(s, sOffset + 3 * sRow + LANES);
        FloatVector c40 = load(s, sOffset + 4 * sRow);
        FloatVector c41 = load(s, sOffset + 4 * sRow + LANES);
        FloatVector c50 = load(s, sOffset + 5 * sRow);
        FloatVector c51 = load(s, sOffset + 5 * sRow + LANES);
        FloatVector c60 = load(s, sOffset + 6 * sRow);
        FloatVector c61 = load(s, sOffset + 6 * sRow + LANES);
        FloatVector c70 = load(s, sOffset + 7 * sRow);
        FloatVector c71 = load(s, sOffset + 7 * sRow + LANES);
        for (int p = 0; p < k; p++) {
            int ia = aOffset + p * 8;
            int ib = bOffset + p * COLUMNS;
            FloatVector b0 = load(b, ib);
            FloatVector b1 = load(b, ib + LANES);
            FloatVector x = broadcast(a[ia]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[ia + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[ia + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[ia + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = broadcast(a[ia + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = broadcast(a[ia + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = broadcast(a[ia + 6]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = broadcast(a[ia + 7]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cRow);
        c11.intoArray(c, cOffset + cRow + LANES);
        c20.intoArray(c, cOffset + 2 * cRow);
        c21.intoArray(c, cOffset + 2 * cRow + LANES);
        c30.intoArray(c, cOffset + 3 * cRow);
        c31.intoArray(c, cOffset + 3 * cRow + LANES);
        c40.intoArray(c, cOffset + 4 * cRow);
        c41.intoArray(c, cOffset + 4 * cRow + LANES);
        c50.intoArray(c, cOffset + 5 * cRow);
        c51.intoArray(c, cOffset + 5 * cRow + LANES);
        c60.intoArray(c, cOffset + 6 * cRow);
        c61.intoArray(c, cOffset + 6 * cRow + LANES);
        c70.intoArray(c, cOffset + 7 * cRow);
        c71.intoArray(c, cOffset + 7 * cRow + LANES);
    }

    static void tile4x2(
            int k,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c00 = load(s, sOffset);
        FloatVector c01 = load(s, sOffset + LANES);
        FloatVector c10 = load(s, sOffset + sRow);
        FloatVector c11 = load(s, sOffset + sRow + LANES);
        FloatVector c20 = load(s, sOffset + 2 * sRow);
        FloatVector c21 = load(s, sOffset + 2 * sRow + LANES);
        FloatVector c30 = load(s, sOffset + 3 * sRow);
        FloatVector c31 = load(s, sOffset + 3 * sRow + LANES);
        for (int p = 0; p < k; p++) {
            int ia = aOffset + p * 4;
            int ib = bOffset + p * COLUMNS;
            FloatVector b0 = load(b, ib);
            FloatVector b1 = load(b, ib + LANES);
            FloatVector x = broadcast(a[ia]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[ia + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[ia + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[ia + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, cOffset + cRow);
        c11.intoArray(c, cOffset + cRow + LANES);
        c20.intoArray(c, cOffset + 2 * cRow);
        c21.intoArray(c, cOffset + 2 * cRow + LANES);
        c30.intoArray(c, cOffset + 3 * cRow);
        c31.intoArray(c, cOffset + 3 * cRow + LANES);
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
