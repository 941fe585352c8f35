package dev.chainrule.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A body that was sent with {@code Content-Encoding: gzip}, as it was before. */
final class GzipBody extends ServletInputStream {

    private static final int BUFFER = 1 << 16;

    private final ServletInputStream body;
    /** Made when it is read: it begins with a look at the body. */
    private @Nullable GZIPInputStream unpacked;

    private boolean finished;

    GzipBody(ServletInputStream body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (unpacked == null) {
                unpacked = new GZIPInputStream(new Members(body), BUFFER);
            }
            int count = unpacked.read(bytes, offset, length);
            finished = count < 0;
            return count;
        } catch (ZipException | EOFException e) {
            throw new IOException(ProblemException.badRequest(
                    "the body is not gzip, as its Content-Encoding says, or it is damaged or cut off"));
        }
    }

    /**
     * Says truly whether there is more: GZIPInputStream asks for it at the end of a member, and takes a file of several for over where
     * the next one has not arrived yet.
     */
    private static final class Members extends PushbackInputStream {

        Members(ServletInputStream body) {
            super(body, 1);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next >= 0) {
                unread(next);
            }
            return next < 0 ? 0 : 1;
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
