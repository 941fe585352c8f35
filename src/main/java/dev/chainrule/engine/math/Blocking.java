package dev.chainrule.engine.math;

/**
 * The sizes at which {@link Gemm} cuts its loops or changes its way. None of them changes a bit of a result. Measured on cores with 32 to
 * 48 KiB of first-level and 1 to 2 MiB of second-level cache.
 *
 * <p>Goto, van de Geijn 2008, "Anatomy of high-performance matrix multiplication", section 4.
 */
final class Blocking {

    /** Cuts the loop over k: a strip of B (K, tileColumns) and a strip of A (K, tileRows) then stay near the core. */
    static final int K = 256;

    /** Cuts the loop over m: a block of A (M, K), 512 KiB, stays in the second-level cache while the strips of B pass. */
    static final int M = 512;

    /** Cuts the loop over n: a block of B (K, N), 256 KiB, is packed at once, so that its rows are read in pieces long enough to prefetch. */
    static final int N = 256;

    /** Products of at most this many multiply-adds are not worth a vector. */
    static final int TINY = 32;

    /** With fewer rows of A than this, B is used too few times to be packed. */
    static final int FEW_ROWS = 8;

    /** The same of a B that stays in the second-level cache as it is. */
    static final int SOME_ROWS = 40;

    /** Elements of such a B, 512 KiB. */
    static final int MEDIUM_B = 1 << 17;

    /** To transpose B costs more than to compute this many rows without. */
    static final int SCALAR_ROWS = 2;

    /** A matrix B of at most this many elements stays near the core as it is. */
    static final int SMALL_B = 4096;

    /** Products of fewer multiply-adds than this, about 1.5 microseconds, are not shared among threads. */
    static final int SHARED = 1 << 15;

    private Blocking() {}
}
