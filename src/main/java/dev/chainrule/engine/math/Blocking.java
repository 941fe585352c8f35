package dev.chainrule.engine.math;

/**
 * The sizes at which {@link Gemm} cuts its loops or changes its way. None of them changes a bit of a result. Measured on cores with 32 to
 * 48 KiB of first-level and 1 to 2 MiB of second-level cache.
 *
 * <p>Goto, van de Geijn 2008, "Anatomy of high-performance matrix multiplication", section 4.
 */
final class Blocking {

    /**
     * Cuts the loop over k, into equal blocks: a strip of A (K, tileRows), 12 KiB, stays in the first-level cache; one of B (K, tileColumns)
     * comes from the second, fast enough for the multiply-adds it is used for. The longer, the less often C is read and written.
     */
    static final int K = 384;

    /** Cuts the loop over m: a block of A (M, K), 192 KiB, stays in the second-level cache while the strips of B pass. */
    static final int M = 128;

    /** Cuts the loop over n: a block of B (K, N), 384 KiB, is packed at once, so that its rows are read in pieces long enough to prefetch. */
    static final int N = 256;

    /** Elements of the largest A or B, 4 MiB, that is packed as a whole and kept; of a larger one its blocks are, again when they are needed again. */
    static final int KEPT = 1 << 20;

    /** Elements of C, 128 KiB, that are completed at once where somebody wants to go on with them. */
    static final int C = 1 << 15;

    /** Products of at most this many multiply-adds are not worth a vector. */
    static final int TINY = 32;

    /** With fewer rows of A than this, B is used too few times to be packed. */
    static final int FEW_ROWS = 8;

    /** The same of a B that stays in the second-level cache as it is. */
    static final int SOME_ROWS = 40;

    /** Elements of such a B, 512 KiB. */
    static final int MEDIUM_B = 1 << 17;

    /** Elements beyond which B does not stay in the second-level cache: a single row of A then reads it row by row, as streams. */
    static final int STREAMED_B = MEDIUM_B;

    /** To transpose B costs more than to compute this many rows without. */
    static final int SCALAR_ROWS = 2;

    /** A matrix B of at most this many elements stays near the core as it is. */
    static final int SMALL_B = 4096;

    /** Products of fewer multiply-adds than this, about 1.5 microseconds, are not shared among threads. */
    static final int SHARED = 1 << 15;

    /** Rows of C that are completed at once, likewise, where nothing is packed: an update then waits for its stores during the next rows' products. */
    static final int FEW_COMPLETED = 32;

    private Blocking() {}

    /** The size of equal blocks that k is cut into, {@link #K} at most; all but the last are multiples of 8. */
    static int evenK(int k) {
        int blocks = Math.max(1, (k - 1) / K + 1);
        return Math.min(K, ((k - 1) / blocks / 8 + 1) * 8);
    }
}
