package dev.chainrule.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows, cell by cell, into chunks. A cell begins with a head, which is a number in 7 bits a byte, lowest first, the high bit
 * set on all bytes but the last. Its two lowest bits say what follows:
 * <ul>
 * <li>{@link #TEXT}: as many bytes of UTF-8 as the head divided by 4 says;
 * <li>{@link #DECIMAL}: the digits of a decimal number, as a number like the head; bit 2 of the head is its sign, the bits above say
 *     how many digits stand behind the point;
 * <li>{@link #NUMBER}: 8 bytes (IEEE 754, big-endian).
 * </ul>
 */
final class ChunkWriter {

    static final int TEXT = 0;
    static final int DECIMAL = 1;
    static final int NUMBER = 2;

    private static final int LONGEST_NUMBER = 10;

    private final Sink sink;
    private byte[] bytes = new byte[1 << 10];
    private int length;
    private int rows;

    ChunkWriter(Sink sink) {
        this.sink = sink;
    }

    /** Where full chunks go. */
    @FunctionalInterface
    interface Sink {

        /** Takes the rows that are {@code bytes[0..length)}; the array is the sink's from now on. */
        void take(int rows, byte[] bytes, int length);
    }

    /** A writer that packs its chunks into a list. */
    static ChunkWriter into(List<Chunk> chunks) {
        return new ChunkWriter((rows, bytes, length) -> chunks.add(Chunk.of(rows, bytes, length)));
    }

    void number(double value) {
        ensure(1 + Double.BYTES);
        bytes[length++] = NUMBER;
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
    }

    /** A number that is plain. */
    void decimal(Decimal decimal) {
        ensure(2 * LONGEST_NUMBER);
        int head = decimal.scale() << 3 | (decimal.isNegative() ? 4 : 0) | DECIMAL;
        if (head <= 0x7f) {
            bytes[length++] = (byte) head;
        } else {
            put(head);
        }
        put(decimal.digits());
    }

    void text(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ensure(LONGEST_NUMBER + text.length);
        put((long) text.length << 2 | TEXT);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    /** The text {@code chars[from..to)}. */
    void text(char[] chars, int from, int to) {
        int count = to - from;
        ensure(LONGEST_NUMBER + count);
        int before = length;
        put((long) count << 2 | TEXT);
        for (int i = from; i < to; i++) {
            if (chars[i] >= 0x80) {
                length = before;
                text(new String(chars, from, count));
                return;
            }
            bytes[length++] = (byte) chars[i];
        }
    }

    private void put(long number) {
        byte[] into = bytes;
        int at = length;
        long left = number;
        while (left > 0x7f) {
            into[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        into[at++] = (byte) left;
        length = at;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, length * 2));
        }
    }

    void endRow() {
        rows++;
        if (length >= Chunk.SIZE) {
            flush();
        }
    }

    /** Passes on what is left. */
    void flush() {
        if (rows > 0) {
            sink.take(rows, bytes, length);
            bytes = new byte[bytes.length > Chunk.SIZE ? Chunk.SIZE + (1 << 16) : 1 << 10];
            length = 0;
            rows = 0;
        }
    }
}
