package dev.chainrule.engine.math;

/** Copies blocks of the operands into the order in which the kernels read them: strips of {@code width} lanes, without gaps. */
final class Packing {

    private Packing() {}

    /**
     * Packs lanes that lie side by side in {@code from} (rows of B, columns of a transposed A): to[p width + lane] = from[offset + p step + lane].
     *
     * @param lanes how many of the {@code width} lanes exist; the others are left as they are, and nothing reads them
     */
    static void copy(int lanes, int k, float[] from, int offset, int step, float[] to, int width) {
        for (int p = 0; p < k; p++) {
            for (int lane = 0; lane < lanes; lane += width) {
                System.arraycopy(
                        from, offset + p * step + lane, to, lane * k + p * width, Math.min(width, lanes - lane));
            }
        }
    }

    /** Packs lanes that are rows of {@code from} (rows of A, columns of a transposed B): to[p width + lane] = from[offset + lane step + p]. */
    static void transpose(int lanes, int k, float[] from, int offset, int step, float[] to, int toOffset, int width) {
        int lane = 0;
        for (; lane <= lanes - 8; lane += 8) {
            int f = offset + lane * step;
            for (int p = 0; p < k; p++) {
                int t = toOffset + lane + p * width;
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
                to[toOffset + lane + p * width] = from[offset + lane * step + p];
            }
        }
    }
}
