package dev.chainrule.training;

/** Asks a run to stop at the next batch. Once given, it stays. Safe for use by any thread. */
final class StopSignal {

    private volatile boolean given;

    void give() {
        given = true;
    }

    boolean isGiven() {
        return given;
    }
}
