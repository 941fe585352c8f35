package dev.chainrule.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Some consecutive rows of a dataset in the form in which they are stored.
 *
 * @param content the length of the rows' bytes (4 bytes, big-endian), then those bytes deflated
 */
record Chunk(int rows, byte[] content) {

    /** How many bytes of rows make a chunk: large enough to compress well, small enough to be held. */
    static final int SIZE = 4 << 20;

    static Chunk of(int rows, byte[] bytes, int length) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(length / 3 + 64);
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                content.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return new Chunk(rows, content.toByteArray());
    }

    /** The bytes of the rows. */
    byte[] inflate() {
        byte[] bytes = new byte[ByteBuffer.wrap(content).getInt()];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(content, Integer.BYTES, content.length - Integer.BYTES);
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
