package dev.chainrule.engine.math;

/**
 * Copies blocks of the operands into the order in which the kernels read them: strips of {@code width} lanes (rows of A, columns of B), one
 * after the other, each stored as (k, width) without gaps: lane l of strip s is to[at + s k width + p width + l]. If the last strip has fewer
 * lanes, the others are left as they are, and nothing reads them into a result.
 */
final class Packing {

    private static final boolean VECTOR = Kernels.hasVectorModule();

    private Packing() {}

    /** Packs lanes that lie side by side: lane l at p is from[offset + p step + l] (columns of B, rows of A stored transposed). */
    static void copy(int lanes, int k, float[] from, int offset, int step, float[] to, int at, int width) {
        int lane = VECTOR ? VectorPacking.copy(lanes, k, from, offset, step, to, at, width) : 0;
        for (; lane < lanes; lane += width) {
            int length = Math.min(width, lanes - lane);
            for (int p = 0; p < k; p++) {
                System.arraycopy(from, offset + p * step + lane, to, at + lane * k + p * width, length);
            }
        }
    }

    /** Packs lanes that are rows: lane l at p is from[offset + l step + p] (rows of A, columns of B stored transposed). */
    static void transpose(int lanes, int k, float[] from, int offset, int step, float[] to, int at, int width) {
        for (int lane = 0; lane < lanes; lane += width) {
            transposeStrip(
                    Math.min(width, lanes - lane), k, from, offset + lane * step, step, to, at + lane * k, width);
        }
    }

    private static void transposeStrip(
            int lanes, int k, float[] from, int offset, int step, float[] to, int at, int width) {
        int lane = 0;
        for (; lane <= lanes - 8; lane += 8) {
            int f = offset + lane * step;
            // eight rows at a time: they fit the first-level cache even if they all fall into the same set of it
            int p = VECTOR && VectorTranspose.USABLE ? VectorTranspose.rows(k, from, f, step, to, at + lane, width) : 0;
            for (; p < k; p++) {
                int t = at + lane + p * width;
                to[t] = from[f + p];
                to[t + 1] = from[f + step + p];
                to[t + 2] = from[f + 2 * step + p];
                to[t + 3] = from[f + 3 * step + p];
                to[t + 4] = from[f + 4 * step + p];
                to[t + 5] = from[f + 5 * step + p];
                to[t + 6] = from[f + 6 * step + p];
                to[t + 7] = from[f + 7 * step + p];
            }
        }
        for (; lane < lanes; lane++) {
            for (int p = 0; p < k; p++) {
                to[at + lane + p * width] = from[offset + lane * step + p];
            }
        }
    }
}
