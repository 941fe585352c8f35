package dev.chainrule.engine.math;

import java.util.Arrays;

/** What of an encoded row is not 0, as rows of W and factors, and the product with it. Used by one thread. */
final class RowEntries {

    private static final boolean VECTOR = Kernels.hasVectorModule();

    /** (entries) where in W the row of each begins: of the numbers, those in intervals and the levels. */
    private int[] offsets = new int[0];
    /** (entries) what it is multiplied by: the number, the fraction, 1. */
    private float[] factors = new float[0];
    /** (entries) 1 */
    private float[] ones = new float[0];

    private int count;

    private void makeRoom(int most) {
        if (offsets.length < most) {
            offsets = new int[most];
            factors = new float[most];
            ones = new float[most];
            Arrays.fill(ones, 1f);
        }
    }

    /** Takes up, of all features in intervals, what is taken away from each row: their means. */
    void readMeans(RowEncoding encoding, int units) {
        makeRoom(encoding.means().length);
        count = 0;
        for (int column = 0; column < encoding.intervals().length; column++) {
            int first = encoding.intervals()[column];
            for (int feature = first; feature < first + encoding.intervalCounts()[column]; feature++) {
                offsets[count] = feature * units;
                factors[count++] = -encoding.means()[feature];
            }
        }
    }

    /** Prepares for rows of an encoding: with the places of its numbers. */
    void begin(RowEncoding encoding, int units) {
        makeRoom(encoding.width());
        for (int i = 0; i < encoding.numbers().length; i++) {
            offsets[i] = encoding.numbers()[i] * units;
        }
    }

    /** Takes up the row that begins at {@code x[at]}. */
    void read(RowEncoding encoding, int units, float[] x, int at) {
        int d = encoding.numbers().length;
        System.arraycopy(x, at, factors, 0, d);
        int n = d;
        for (int i = at + d, end = at + encoding.levelsAt(); i < end; i += 2) {
            int feature = (int) x[i];
            offsets[n] = feature * units;
            factors[n++] = x[i + 1];
        }
        for (int i = at + encoding.levelsAt(), end = at + encoding.width(); i < end; i++) {
            // written in any case, and kept where there is a feature
            int feature = (int) x[i];
            offsets[n] = feature * units;
            factors[n] = 1f;
            n += feature < 0 ? 0 : 1;
        }
        count = n;
    }

    /** z = start + sum of P(t) over the numbers in intervals + sum over the entries of factor W(entry). */
    void multiply(
            RowEncoding encoding,
            int units,
            float[] w,
            int wOffset,
            float[] prefix,
            float[] start,
            float[] z,
            int zAt) {
        int from = encoding.numbers().length;
        int to = from + encoding.intervals().length;
        if (to > from) {
            add(units, from, to, ones, prefix, 0, start, 0, z, zAt);
            multiply(units, w, wOffset, z, zAt, z, zAt);
        } else {
            multiply(units, w, wOffset, start, 0, z, zAt);
        }
    }

    /** z = s + sum over the entries of factor W(entry). */
    void multiply(int units, float[] w, int wOffset, float[] s, int sAt, float[] z, int zAt) {
        add(units, 0, count, factors, w, wOffset, s, sAt, z, zAt);
    }

    private void add(
            int units,
            int from,
            int to,
            float[] scales,
            float[] table,
            int tableAt,
            float[] s,
            int sAt,
            float[] z,
            int zAt) {
        int first = VECTOR
                ? VectorCells.addScaledRows(units, from, to, offsets, scales, table, tableAt, s, sAt, z, zAt)
                : 0;
        if (first == units) {
            return;
        }
        System.arraycopy(s, sAt + first, z, zAt + first, units - first);
        for (int i = from; i < to; i++) {
            int row = tableAt + offsets[i];
            for (int j = first; j < units; j++) {
                z[zAt + j] = Math.fma(scales[i], table[row + j], z[zAt + j]);
            }
        }
    }
}
