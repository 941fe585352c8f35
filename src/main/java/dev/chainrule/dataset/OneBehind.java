package dev.chainrule.dataset;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Work that is done on another thread, one piece at a time and in order, while the caller prepares the next. */
final class OneBehind {

    private @Nullable FutureTask<@Nullable Void> pending;

    /** Waits for the piece before, throws what went wrong with it, and starts this one. */
    void run(Runnable piece) {
        await();
        FutureTask<@Nullable Void> task = new FutureTask<>(piece, null);
        pending = task;
        Thread.ofVirtual().name("upload").start(task);
    }

    /** Waits until all is done; throws what went wrong. */
    void await() {
        if (pending == null) {
            return;
        }
        try {
            pending.get();
            pending = null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a part of an upload could not be dealt with", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in an upload", e);
        }
    }

    /** Waits until nothing is done any more, whatever has come of it. */
    void drain() {
        try {
            await();
        } catch (RuntimeException e) {
            // the upload is given up already, for this or another reason
        }
    }
}
