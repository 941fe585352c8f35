package dev.chainrule.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Unpacks a body that was sent with {@code Content-Encoding: gzip}, and stops reading one that is larger than allowed, packed or
 * not, before it fills the memory.
 */
@Component
@Order(0)
class BodyLimitFilter extends OncePerRequestFilter {

    private final ChainruleProperties properties;

    BodyLimitFilter(ChainruleProperties properties) {
        this.properties = properties;
    }

    /** Thrown while a body is read: the error advice finds it among the causes and answers 413. */
    static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        BodyTooLargeException(DataSize limit) {
            super("the body is larger than " + limit.toBytes() + " bytes, the most that is accepted");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DataSize limit = isCsv(request.getContentType()) ? properties.maxCsvSize() : properties.maxJsonSize();
        chain.doFilter(new LimitedRequest(request, limit), response);
    }

    private static boolean isCsv(@Nullable String contentType) {
        return contentType != null
                && (contentType.startsWith("text/csv") || contentType.startsWith("multipart/form-data"));
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final DataSize limit;

        LimitedRequest(HttpServletRequest request, DataSize limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (super.getContentLengthLong() > limit.toBytes()) {
                throw new BodyTooLargeException(limit);
            }
            ServletInputStream body = super.getInputStream();
            return new LimitedStream(isPacked() ? new GzipBody(body) : body, limit);
        }

        private boolean isPacked() throws IOException {
            String encoding = getHeader(HttpHeaders.CONTENT_ENCODING);
            if (encoding == null || encoding.equalsIgnoreCase("identity")) {
                return false;
            }
            if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
                return true;
            }
            throw new IOException(ProblemException.unsupported(
                    "the Content-Encoding " + JsonText.quote(encoding) + " is not accepted here; accepted: gzip"));
        }

        /** How long a packed body is once it is unpacked, nobody knows. */
        @Override
        public long getContentLengthLong() {
            return getHeader(HttpHeaders.CONTENT_ENCODING) == null ? super.getContentLengthLong() : -1;
        }

        @Override
        public int getContentLength() {
            return (int) Math.min(getContentLengthLong(), Integer.MAX_VALUE);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream stream;
        private final DataSize limit;
        private long read;

        LimitedStream(ServletInputStream stream, DataSize limit) {
            this.stream = stream;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = stream.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = stream.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > limit.toBytes()) {
                throw new BodyTooLargeException(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
