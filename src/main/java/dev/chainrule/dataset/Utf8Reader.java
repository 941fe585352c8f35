package dev.chainrule.dataset;

import dev.chainrule.web.VirtualThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8 strictly. Where the bytes are no UTF-8, it gives the character {@link #MALFORMED} and ends, so that whoever reads
 * knows in which cell that is; {@link #malformed()} then says which byte. A byte order mark at the beginning is skipped.
 */
final class Utf8Reader extends Reader {

    /** A code point that Unicode reserves as no character: no text has it. */
    static final char MALFORMED = '\uffff';

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final long TURN_NANOS = 2_000_000;

    private final InputStream stream;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 14).flip();
    /** How many bytes were before those in the buffer. */
    private long before;

    /** When others last had a turn. */
    private long turn = System.nanoTime();
    /** Whether a byte in the buffer is 0 or no ASCII: without one, no character has to be looked at. */
    private boolean suspicious;

    private boolean started;
    private boolean noText;
    private boolean ended;
    private @Nullable String malformed;

    Utf8Reader(InputStream stream) {
        this.stream = stream;
    }

    /** Which byte is no UTF-8; null where none was found. */
    @Nullable
    String malformed() {
        return malformed;
    }

    /** Whether one of the characters read so far is no text: 0, or the last of all, which is {@link #MALFORMED}. */
    boolean hasNoText() {
        return noText;
    }

    static boolean isNoText(char c) {
        return c == 0 || c == MALFORMED;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        CharBuffer target = CharBuffer.wrap(chars, offset, length).slice();
        while (!ended && target.position() == 0) {
            CoderResult result = decoder.decode(bytes, target, false);
            if (result.isError()) {
                end(target);
            } else if (result.isUnderflow() && target.position() == 0 && !fill()) {
                if (bytes.hasRemaining()) {
                    end(target);
                }
                ended = true;
            }
            skipMark(target, chars, offset);
        }
        noText |= suspicious && hasNoText(chars, offset, offset + target.position());
        return target.position() == 0 ? -1 : target.position();
    }

    private static boolean hasNoText(char[] chars, int from, int to) {
        int wrong = 0;
        for (int i = from; i < to; i++) {
            // negative where the character is 0 or the last of all; without a branch for each
            wrong |= (chars[i] - 1) | ((chars[i] + 1) << 15);
        }
        return wrong < 0;
    }

    private void skipMark(CharBuffer target, char[] chars, int offset) {
        if (!started && target.position() > 0) {
            started = true;
            if (chars[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(chars, offset + 1, chars, offset, target.position() - 1);
                target.position(target.position() - 1);
            }
        }
    }

    private void end(CharBuffer target) {
        int at = bytes.position();
        int wrong = Byte.toUnsignedInt(bytes.get(at));
        malformed = "byte " + (before + at + 1) + " of the file (0x" + Integer.toHexString(wrong) + ") is not UTF-8"
                + hint(wrong, before + at, bytes.get(0));
        target.put(MALFORMED);
        ended = true;
    }

    /** What files are that begin so. */
    private static String hint(int wrong, long place, byte first) {
        if (place == 0 && (wrong == 0xff || wrong == 0xfe)) {
            return ": it looks like UTF-16";
        }
        return place == 1 && wrong == 0x8b && first == 0x1f
                ? ": it looks like gzip, which needs the header Content-Encoding: gzip"
                : "";
    }

    private boolean fill() throws IOException {
        giveWay();
        before += bytes.position();
        bytes.compact();
        int count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(count, 0)).flip();
        suspicious = isSuspicious();
        return count > 0;
    }

    private boolean isSuspicious() {
        int bits = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            byte b = bytes.get(i);
            // the sign of the one is that of no ASCII, of the other that of 0
            bits |= b | (b - 1);
        }
        return bits < 0;
    }

    /** Not at each of many small pieces: to be put on a core again costs some microseconds. */
    private void giveWay() {
        if (System.nanoTime() - turn > TURN_NANOS) {
            VirtualThreads.giveWay();
            turn = System.nanoTime();
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
