package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Packing} by vectors. Gives the first lane that is left. */
final class VectorPacking {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;
    /** As wide as a tile has rows. */
    private static final VectorSpecies<Float> ROWS = LANES >= 16 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    private VectorPacking() {}

    static int copy(int lanes, int k, float[] from, int offset, int step, float[] to, int at, int width) {
        int full = lanes - lanes % width;
        if (width == VectorTiles.COLUMNS) {
            copyColumns(full, k, from, offset, step, to, at);
            return full;
        } else if (width == ROWS.length()) {
            copyRows(full, k, from, offset, step, to, at);
            return full;
        }
        return 0;
    }

    private static void copyColumns(int lanes, int k, float[] from, int offset, int step, float[] to, int at) {
        for (int p = 0; p < k; p++) {
            int f = offset + p * step;
            int t = at + p * VectorTiles.COLUMNS;
            for (int lane = 0; lane < lanes; lane += VectorTiles.COLUMNS) {
                FloatVector first = FloatVector.fromArray(SPECIES, from, f + lane);
                FloatVector second = FloatVector.fromArray(SPECIES, from, f + lane + LANES);
                first.intoArray(to, t + lane * k);
                second.intoArray(to, t + lane * k + LANES);
            }
        }
    }

    /** Strip by strip: side by side they could all fall into the same sets of the cache. */
    private static void copyRows(int lanes, int k, float[] from, int offset, int step, float[] to, int at) {
        for (int lane = 0; lane < lanes; lane += ROWS.length()) {
            int t = at + lane * k;
            for (int p = 0; p < k; p++) {
                FloatVector.fromArray(ROWS, from, offset + lane + p * step).intoArray(to, t + p * ROWS.length());
            }
        }
    }
}
