package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.List;

/** Packs and stores chunks while the rows of the next are read. */
final class ChunkPipe implements ChunkWriter.Sink, ChunkSource {

    /** How many are stored at once. */
    private static final int GROUP = 4;

    private final Store store;
    private final ChunkSource stored;
    private final OneBehind behind = new OneBehind();
    private final List<Chunk> packed = new ArrayList<>(GROUP);
    private int chunks;

    ChunkPipe(Store store, ChunkSource stored) {
        this.store = store;
        this.stored = stored;
    }

    /** Where packed chunks go. */
    @FunctionalInterface
    interface Store {
        void append(int first, List<Chunk> chunks);
    }

    @Override
    public void take(int rows, byte[] bytes, int length) {
        behind.run(() -> {
            packed.add(Chunk.of(rows, bytes, length));
            if (packed.size() == GROUP) {
                store();
            }
        });
    }

    private void store() {
        store.append(chunks, packed);
        chunks += packed.size();
        packed.clear();
    }

    /** Waits until nothing is stored any more, whatever has come of it. */
    void drain() {
        behind.drain();
    }

    @Override
    public List<Integer> rowCounts() {
        behind.run(this::store);
        behind.await();
        return stored.rowCounts();
    }

    @Override
    public Chunk chunk(int index) {
        return stored.chunk(index);
    }
}
