package dev.chainrule.dataset;

import java.util.List;

/** Packs and stores one chunk while the rows of the next are read. */
final class ChunkPipe implements ChunkWriter.Sink, ChunkSource {

    private final Store store;
    private final ChunkSource stored;
    private final OneBehind behind = new OneBehind();
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
        int index = chunks++;
        behind.run(() -> store.append(index, Chunk.of(rows, bytes, length)));
    }

    /** Waits until nothing is stored any more, whatever has come of it. */
    void drain() {
        behind.drain();
    }

    @Override
    public List<Integer> rowCounts() {
        behind.await();
        return stored.rowCounts();
    }

    @Override
    public Chunk chunk(int index) {
        return stored.chunk(index);
    }
}
