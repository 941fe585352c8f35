package dev.chainrule.engine.train;

/**
 * Tells about once a millisecond that it is time to look up from the work, without asking the clock more often than needed: a small
 * network's step takes less time than reading the clock.
 */
final class Pace {

    private static final long MILLISECOND = 1_000_000;

    private long lastLook = System.nanoTime();
    private long lastDue = lastLook;
    private int stride = 1;
    private int left = 1;

    boolean isDue() {
        if (--left > 0) {
            return false;
        }
        long now = System.nanoTime();
        long sinceLook = now - lastLook;
        if (sinceLook < MILLISECOND / 4 && stride < 1 << 20) {
            stride *= 2;
        } else if (sinceLook > MILLISECOND) {
            stride = Math.max(1, stride / 2);
        }
        left = stride;
        lastLook = now;
        if (now - lastDue < MILLISECOND) {
            return false;
        }
        lastDue = now;
        return true;
    }
}
