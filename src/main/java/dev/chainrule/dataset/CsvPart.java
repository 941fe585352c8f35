package dev.chainrule.dataset;

import dev.chainrule.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/** The one file of a {@code multipart/form-data} body, read while it arrives: neither memory nor disk has to hold it. */
final class CsvPart extends FilterInputStream {

    private static final String ONE_FILE =
            "a form must have one part, the file; what is to be said about it stands in the query";

    private final FileItemIterator parts;

    private CsvPart(InputStream content, FileItemIterator parts) {
        super(content);
        this.parts = parts;
    }

    static InputStream of(HttpServletRequest request) throws IOException {
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            if (!parts.hasNext()) {
                throw ProblemException.badRequest("the form is empty: " + ONE_FILE);
            }
            FileItemStream part = parts.next();
            if (part.isFormField()) {
                throw ProblemException.badRequest(
                        "the form begins with the field " + part.getFieldName() + ": " + ONE_FILE);
            }
            return new CsvPart(part.openStream(), parts);
        } catch (FileUploadException e) {
            throw malformed(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        boolean more;
        try {
            count = super.read(bytes, offset, length);
            more = count < 0 && parts.hasNext();
        } catch (FileUploadException e) {
            throw new IOException(malformed(e));
        } catch (MultipartStream.MalformedStreamException e) {
            throw new IOException(ProblemException.badRequest("the form ends within the file: a boundary is missing"));
        }
        if (more) {
            throw new IOException(ProblemException.badRequest("there is a part behind the file: " + ONE_FILE));
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    /** What is wrong with the form; an exception with a cause is trouble with the connection. */
    private static ProblemException malformed(FileUploadException e) throws FileUploadException {
        if (e.getCause() != null) {
            throw e;
        }
        return ProblemException.badRequest("the body is not readable as multipart/form-data: " + e.getMessage());
    }
}
