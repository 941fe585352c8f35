package dev.chainrule.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes rows, cell by cell, into chunks: a number as 8 bytes (IEEE 754, big-endian), a text as the length of its UTF-8 bytes (7
 * bits a byte, lowest first, the high bit set on all but the last) and those bytes.
 */
final class ChunkWriter {

    private final Consumer<Chunk> sink;
    private final Buffer buffer = new Buffer();
    private int rows;

    ChunkWriter(Consumer<Chunk> sink) {
        this.sink = sink;
    }

    /** Gives away its bytes without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Chunk toChunk(int rows) {
            return Chunk.of(rows, buf, count);
        }
    }

    void number(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer.write((int) (bits >>> shift));
        }
    }

    void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        while (length > 0x7f) {
            buffer.write(length | 0x80);
            length >>>= 7;
        }
        buffer.write(length);
        buffer.writeBytes(bytes);
    }

    void endRow() {
        rows++;
        if (buffer.size() >= Chunk.SIZE) {
            flush();
        }
    }

    /** Passes on what is left. */
    void flush() {
        if (rows > 0) {
            sink.accept(buffer.toChunk(rows));
            buffer.reset();
            rows = 0;
        }
    }
}
