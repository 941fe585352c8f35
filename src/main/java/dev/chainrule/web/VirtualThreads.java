package dev.chainrule.web;

/** What the virtual threads that serve requests have to do by themselves. */
public final class VirtualThreads {

    private VirtualThreads() {}

    /**
     * Lets other requests have a turn. A virtual thread is not taken off its core by force, so whoever computes for long without
     * waiting for anything has to ask, every few milliseconds.
     */
    @SuppressWarnings("ThreadPriorityCheck") // no result depends on it
    public static void giveWay() {
        Thread.yield();
    }
}
