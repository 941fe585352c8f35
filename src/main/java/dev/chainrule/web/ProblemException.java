package dev.chainrule.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that cannot be served, with what the client is told about it (RFC 9457). */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Seconds in which a service that starts should be there, and a lost database may be back. */
    static final int RETRY_WHEN_NOT_READY = 5;

    private final HttpStatus status;
    private final transient List<Fault> faults;
    private final int retryAfter;

    private ProblemException(HttpStatus status, String detail, List<Fault> faults, int retryAfter) {
        super(detail);
        this.status = status;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    private ProblemException(HttpStatus status, String detail, List<Fault> faults) {
        this(status, detail, faults, 0);
    }

    /** 400: not readable as what it claims to be. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, detail, List.of());
    }

    /** 403: not for those who ask from there. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(HttpStatus.FORBIDDEN, detail, List.of());
    }

    /** 404: there is no such thing. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(HttpStatus.NOT_FOUND, detail, List.of());
    }

    /** 409: the state of the thing does not allow it. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(HttpStatus.CONFLICT, detail, List.of());
    }

    /** 413: larger than what the configuration allows. */
    public static ProblemException tooLarge(String detail) {
        return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, detail, List.of());
    }

    /** 415: of a kind that is not read here. */
    public static ProblemException unsupported(String detail) {
        return new ProblemException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail, List.of());
    }

    /** 422: readable, but not acceptable. */
    public static ProblemException unprocessable(List<Fault> faults) {
        String first = faults.getFirst().pointer() + ": " + faults.getFirst().detail();
        String detail = faults.size() == 1 ? first : faults.size() + " faults, the first at " + first;
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, detail, faults);
    }

    /** 429: more than the service takes for now. */
    public static ProblemException tooMany(String detail, int retryAfterSeconds) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, detail, List.of(), retryAfterSeconds);
    }

    /** 503: the service starts or stops, or is without its database. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail, List.of(), RETRY_WHEN_NOT_READY);
    }

    /** 422 for a single fault. */
    public static ProblemException unprocessable(String pointer, String detail) {
        return unprocessable(List.of(new Fault(pointer, detail)));
    }

    public HttpStatus status() {
        return status;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Seconds after which it is worth to try again; 0 where nothing is known of that. */
    public int retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
