package dev.chainrule.dataset;

import java.util.List;

/** Where the chunks of a dataset come from: the database, or the memory where a request's dataset lies. */
interface ChunkSource {

    /** The number of rows of each chunk. */
    List<Integer> rowCounts();

    Chunk chunk(int index);

    static ChunkSource of(List<Chunk> chunks) {
        return new ChunkSource() {
            @Override
            public List<Integer> rowCounts() {
                return chunks.stream().map(Chunk::rows).toList();
            }

            @Override
            public Chunk chunk(int index) {
                return chunks.get(index);
            }
        };
    }
}
