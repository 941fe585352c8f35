package dev.chainrule.model;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What is ready to predict, by the id of its version, up to a number of bytes: what was not used for longest goes first. A version
 * never changes, so what is here is never out of date, only possibly of a version that was deleted meanwhile: who asks has to know
 * that it exists.
 *
 * @param <T> what is kept
 */
final class ModelCache<T> {

    private final long mostBytes;
    private final ToLongFunction<T> bytesOf;

    /** Least recently used first. Guarded by this, like the bytes. */
    private final Map<UUID, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** A model, ready or being made; its bytes count from when it is ready. */
    private static final class Entry<T> {
        private final CompletableFuture<Optional<T>> model = new CompletableFuture<>();
        private long bytes;
    }

    /** @param bytesOf how much memory a model takes, more than 0 */
    ModelCache(long mostBytes, ToLongFunction<T> bytesOf) {
        this.mostBytes = mostBytes;
        this.bytesOf = bytesOf;
    }

    /**
     * The model with this id. It is made once, also where many ask for it at the same time.
     *
     * @param load makes it; empty if the version does not exist any more, which is not kept
     */
    Optional<T> get(UUID id, Supplier<Optional<T>> load) {
        Entry<T> fresh = new Entry<>();
        Entry<T> found;
        synchronized (this) {
            found = entries.putIfAbsent(id, fresh);
        }
        if (found == null) {
            fill(id, fresh, load);
        }
        try {
            return (found == null ? fresh : found).model.join();
        } catch (CompletionException e) {
            // what went wrong for the one who made it went wrong for all who waited
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void fill(UUID id, Entry<T> entry, Supplier<Optional<T>> load) {
        try {
            Optional<T> model = load.get();
            keep(id, entry, model.map(bytesOf::applyAsLong).orElse(Long.MAX_VALUE));
            entry.model.complete(model);
        } catch (RuntimeException | Error e) {
            keep(id, entry, Long.MAX_VALUE);
            entry.model.completeExceptionally(e);
        }
    }

    /** Keeps a model, in the place of those that were not used for longest; not one that is larger than all may be together. */
    private synchronized void keep(UUID id, Entry<T> entry, long size) {
        if (size > mostBytes) {
            entries.remove(id);
            return;
        }
        entry.bytes = size;
        bytes += size;
        Iterator<Entry<T>> oldest = entries.values().iterator();
        while (bytes > mostBytes) {
            Entry<T> next = oldest.next();
            if (next != entry && next.bytes > 0) {
                bytes -= next.bytes;
                oldest.remove();
            }
        }
    }

    /** The bytes of all models that are kept. */
    synchronized long bytes() {
        return bytes;
    }
}
