package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of rows of a table that an index tells, over whole vectors of units. Eight of them stay in registers, which is also enough for no
 * addition to wait for the one before; one loop without branches is what the compiler keeps them there for.
 */
final class VectorCells {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    private VectorCells() {}

    /**
     * z(j) = s(j) + sum over i from {@code from} to {@code to - 1} of factors(i) table(offsets(i) + j), ascending.
     *
     * @return the first unit that is left
     */
    static int addScaledRows(
            int units,
            int from,
            int to,
            int[] offsets,
            float[] factors,
            float[] table,
            int tableAt,
            float[] s,
            int sAt,
            float[] z,
            int zAt) {
        int j = 0;
        for (; j <= units - 8 * LANES; j += 8 * LANES) {
            strip8(from, to, offsets, factors, table, tableAt + j, s, sAt + j, z, zAt + j);
        }
        for (; j <= units - 2 * LANES; j += 2 * LANES) {
            strip2(from, to, offsets, factors, table, tableAt + j, s, sAt + j, z, zAt + j);
        }
        for (; j <= units - LANES; j += LANES) {
            strip1(from, to, offsets, factors, table, tableAt + j, s, sAt + j, z, zAt + j);
        }
        return j;
    }

    private static void strip8(
            int from,
            int to,
            int[] offsets,
            float[] factors,
            float[] table,
            int tableAt,
            float[] s,
            int sAt,
            float[] z,
            int zAt) {
        FloatVector z0 = load(s, sAt);
        FloatVector z1 = load(s, sAt + LANES);
        FloatVector z2 = load(s, sAt + 2 * LANES);
        FloatVector z3 = load(s, sAt + 3 * LANES);
        FloatVector z4 = load(s, sAt + 4 * LANES);
        FloatVector z5 = load(s, sAt + 5 * LANES);
        FloatVector z6 = load(s, sAt + 6 * LANES);
        FloatVector z7 = load(s, sAt + 7 * LANES);
        for (int i = from; i < to; i++) {
            FloatVector v = broadcast(factors[i]);
            int k = tableAt + offsets[i];
            z0 = v.fma(load(table, k), z0);
            z1 = v.fma(load(table, k + LANES), z1);
            z2 = v.fma(load(table, k + 2 * LANES), z2);
            z3 = v.fma(load(table, k + 3 * LANES), z3);
            z4 = v.fma(load(table, k + 4 * LANES), z4);
            z5 = v.fma(load(table, k + 5 * LANES), z5);
            z6 = v.fma(load(table, k + 6 * LANES), z6);
            z7 = v.fma(load(table, k + 7 * LANES), z7);
        }
        z0.intoArray(z, zAt);
        z1.intoArray(z, zAt + LANES);
        z2.intoArray(z, zAt + 2 * LANES);
        z3.intoArray(z, zAt + 3 * LANES);
        z4.intoArray(z, zAt + 4 * LANES);
        z5.intoArray(z, zAt + 5 * LANES);
        z6.intoArray(z, zAt + 6 * LANES);
        z7.intoArray(z, zAt + 7 * LANES);
    }

    private static void strip2(
            int from,
            int to,
            int[] offsets,
            float[] factors,
            float[] table,
            int tableAt,
            float[] s,
            int sAt,
            float[] z,
            int zAt) {
        FloatVector z0 = load(s, sAt);
        FloatVector z1 = load(s, sAt + LANES);
        for (int i = from; i < to; i++) {
            FloatVector v = broadcast(factors[i]);
            z0 = v.fma(load(table, tableAt + offsets[i]), z0);
            z1 = v.fma(load(table, tableAt + offsets[i] + LANES), z1);
        }
        z0.intoArray(z, zAt);
        z1.intoArray(z, zAt + LANES);
    }

    private static void strip1(
            int from,
            int to,
            int[] offsets,
            float[] factors,
            float[] table,
            int tableAt,
            float[] s,
            int sAt,
            float[] z,
            int zAt) {
        FloatVector z0 = load(s, sAt);
        for (int i = from; i < to; i++) {
            z0 = broadcast(factors[i]).fma(load(table, tableAt + offsets[i]), z0);
        }
        z0.intoArray(z, zAt);
    }

    /**
     * sums(i, j) = sum of table(k, j) over k from 0 to i - 1, ascending, for {@code count} rows from {@code sumsAt} and {@code tableAt} on.
     *
     * @return the first unit that is left
     */
    static int sumsOfRowsBefore(int units, int count, float[] table, int tableAt, float[] sums, int sumsAt) {
        int j = 0;
        for (; j <= units - LANES; j += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = 0, at = j; i < count; i++, at += units) {
                sum.intoArray(sums, sumsAt + at);
                sum = sum.add(load(table, tableAt + at));
            }
        }
        return j;
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
