package dev.chainrule.dataset;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Packs and stores one chunk while the rows of the next are read. */
final class ChunkPipe implements ChunkWriter.Sink, ChunkSource {

    private final Store store;
    private final ChunkSource stored;
    private @Nullable FutureTask<@Nullable Void> pending;
    private int chunks;

    ChunkPipe(Store store, ChunkSource stored) {
        this.store = store;
        this.stored = stored;
    }

    /** Where packed chunks go. */
    @FunctionalInterface
    interface Store {
        void append(int index, Chunk chunk);
    }

    @Override
    public void take(int rows, byte[] bytes, int length) {
        await();
        int index = chunks++;
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            store.append(index, Chunk.of(rows, bytes, length));
            return null;
        });
        pending = task;
        Thread.ofVirtual().name("chunk-" + index).start(task);
    }

    /** Waits until all chunks are stored; throws what went wrong with one. */
    private void await() {
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
            throw new IllegalStateException("a chunk could not be stored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a chunk is stored", e);
        }
    }

    /** Waits until nothing is stored any more, whatever has come of it. */
    void drain() {
        try {
            await();
        } catch (RuntimeException e) {
            // the upload is given up already, for this or another reason
        }
    }

    @Override
    public List<Integer> rowCounts() {
        await();
        return stored.rowCounts();
    }

    @Override
    public Chunk chunk(int index) {
        return stored.chunk(index);
    }
}
