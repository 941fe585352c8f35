package dev.chainrule.dataset;

import dev.chainrule.web.VirtualThreads;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Some consecutive rows of a dataset in the form in which they are stored.
 *
 * @param content a byte that says the format, then the length of the rows' bytes (4 bytes, big-endian), then those bytes, deflated or
 *     as they are. Chunks of the first format begin with the length, whose first byte is below 0x80, and have cells without a head.
 */
record Chunk(int rows, byte[] content) {

    /** How many bytes of rows make a chunk: large enough to compress well, small enough to be held. */
    static final int SIZE = 1 << 20;

    private static final byte PLAIN = (byte) 0x82;
    private static final byte DEFLATED = (byte) 0x83;
    private static final int HEAD = 1 + Integer.BYTES;
    /** How much of a chunk is deflated to see whether that is worthwhile. */
    private static final int SAMPLE = 1 << 14;
    /** How much is deflated before others have a turn. */
    private static final int PIECE = 1 << 16;
    /** Digits that are random shrink by less, and it takes longer than to read them all. */
    private static final double WORTHWHILE = 0.6;

    /** The chunk of the rows that are {@code bytes[0..length)}. */
    static Chunk of(int rows, byte[] bytes, int length) {
        int sample = Math.min(length, SAMPLE);
        if (length <= SAMPLE || deflate(bytes, sample).length < WORTHWHILE * sample) {
            return new Chunk(rows, deflate(bytes, length));
        }
        return new Chunk(rows, head(PLAIN, length, length).put(bytes, 0, length).array());
    }

    private static ByteBuffer head(byte format, int length, int most) {
        return ByteBuffer.allocate(HEAD + most).put(format).putInt(length);
    }

    private static byte[] deflate(byte[] bytes, int length) {
        // more than deflated bytes can be longer than plain ones
        byte[] content = head(DEFLATED, length, length + length / 1_000 + 64).array();
        int at = HEAD;
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            for (int from = 0; from < length; from += PIECE) {
                deflater.setInput(bytes, from, Math.min(PIECE, length - from));
                if (from + PIECE >= length) {
                    deflater.finish();
                }
                while (!deflater.needsInput() || (from + PIECE >= length && !deflater.finished())) {
                    at += deflater.deflate(content, at, content.length - at);
                }
                VirtualThreads.giveWay();
            }
        }
        return Arrays.copyOf(content, at);
    }

    /** Whether its cells have no heads. */
    boolean isFirstFormat() {
        return content[0] >= 0;
    }

    /** The bytes of the rows. */
    byte[] inflate() {
        int from = isFirstFormat() ? Integer.BYTES : HEAD;
        byte[] bytes = new byte[ByteBuffer.wrap(content).getInt(from - Integer.BYTES)];
        if (content[0] == PLAIN) {
            System.arraycopy(content, from, bytes, 0, bytes.length);
            return bytes;
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(content, from, content.length - from);
            int length = 0;
            while (length < bytes.length) {
                int count = inflater.inflate(bytes, length, bytes.length - length);
                if (count == 0) {
                    throw new IllegalStateException("a chunk ends after " + length + " of " + bytes.length + " bytes");
                }
                length += count;
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("a chunk cannot be read", e);
        }
        return bytes;
    }
}
