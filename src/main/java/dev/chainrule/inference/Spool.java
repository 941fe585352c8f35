package dev.chainrule.inference;

import dev.chainrule.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is sent only when it is complete, so that no client takes a part of one for the whole: in memory while it is small, else
 * in a file that is gone when this is closed, or the process ends. Used by one thread.
 */
final class Spool extends OutputStream {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final int IN_MEMORY = 1 << 20;

    private final long mostBytes;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long size;

    Spool(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** @throws ProblemException 413 if it becomes larger than allowed, 503 if there is no room for it */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (size > mostBytes) {
            throw ProblemException.tooLarge(
                    "the answer is larger than " + mostBytes + " bytes, the most that is kept: send the rows in parts");
        }
        if (memory.size() + length > IN_MEMORY) {
            empty();
        }
        memory.write(bytes, offset, length);
    }

    private void empty() {
        try {
            FileChannel open = file == null ? open() : file;
            file = open;
            ByteBuffer bytes = ByteBuffer.wrap(memory.toByteArray());
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
            memory.reset();
        } catch (IOException e) {
            log.error("an answer of {} bytes cannot be kept", size, e);
            throw ProblemException.unavailable("there is no room to keep the answer until it is complete");
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("chainrule-answer-", null);
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    long size() {
        return size;
    }

    /** Sends everything that was written. */
    void sendTo(OutputStream out) throws IOException {
        FileChannel open = file;
        if (open != null) {
            open.position(0);
            Channels.newInputStream(open).transferTo(out);
        }
        memory.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
