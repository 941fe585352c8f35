package dev.chainrule.engine.math;

/**
 * The sizes of the blocks into which {@link Gemm} cuts its three loops, outermost first. None of them changes a bit of the result.
 *
 * <p>Goto, van de Geijn 2008, "Anatomy of high-performance matrix multiplication", section 4, with the panel of B reduced to one strip.
 */
final class Blocking {

    /** Cuts the loop over k: a strip of B (K, tileColumns), 32 KiB with 512-bit vectors, then stays near the core while rows of A pass. */
    static final int K = Integer.getInteger("KC", 256);

    /** Cuts the loop over m: a block of A (M, K), 512 KiB, stays in the second-level cache while the strips of B pass. */
    static final int M = Integer.getInteger("MC", 512);

    static final int N = Integer.getInteger("NC", 256);

    private Blocking() {}
}
