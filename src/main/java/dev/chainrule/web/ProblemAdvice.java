package dev.chainrule.web;

import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Turns whatever went wrong into problem details (RFC 9457). */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> known(ProblemException exception, WebRequest request) {
        return answer(exception, request);
    }

    private ResponseEntity<Object> answer(ProblemException exception, WebRequest request) {
        ProblemDetail problem = problem(exception.status(), exception.getMessage(), request);
        if (!exception.faults().isEmpty()) {
            problem.setProperty("errors", exception.faults());
        }
        HttpHeaders headers = new HttpHeaders();
        if (exception.retryAfter() > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(exception.retryAfter()));
        }
        return respond(problem, headers);
    }

    /** Without the database hardly anything can be answered, but in a while it can again. */
    @ExceptionHandler({CannotCreateTransactionException.class, DataAccessResourceFailureException.class})
    ResponseEntity<Object> withoutDatabase(Exception exception, WebRequest request) {
        log.warn("{} failed for want of the database: {}", request.getDescription(false), exception.getMessage());
        return answer(ProblemException.unavailable("the service cannot reach its database"), request);
    }

    /** Anything unforeseen: logged in full, told in one opaque sentence. */
    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unforeseen(Exception exception, WebRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            log.debug("the client of {} went away", request.getDescription(false), exception);
            return null;
        }
        ProblemException cause = causeOf(exception, ProblemException.class);
        if (cause != null) {
            return answer(cause, request);
        }
        BodyLimitFilter.BodyTooLargeException tooLarge =
                causeOf(exception, BodyLimitFilter.BodyTooLargeException.class);
        if (tooLarge != null) {
            return answer(ProblemException.tooLarge(String.valueOf(tooLarge.getMessage())), request);
        }
        log.error("{} failed", request.getDescription(false), exception);
        return respond(
                problem(HttpStatus.INTERNAL_SERVER_ERROR, "the service failed; its log says more", request),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        JacksonException jackson = causeOf(exception, JacksonException.class);
        if (causeOf(exception, BodyLimitFilter.BodyTooLargeException.class) != null
                || causeOf(exception, ProblemException.class) != null) {
            return unforeseen(exception, request);
        }
        String detail = jackson == null
                ? "a JSON body is needed"
                : "not readable as JSON" + place(jackson.getLocation()) + ": "
                        + withoutInternals(jackson.getOriginalMessage());
        return answer(ProblemException.badRequest(detail), request);
    }

    /** The reader names the methods that set its limits, which mean nothing to a client. */
    private static String withoutInternals(String message) {
        return message.replaceAll(",? from `[^`]*`", "");
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String allowed = exception.getSupportedHttpMethods() == null
                ? ""
                : exception.getSupportedHttpMethods().stream()
                        .map(HttpMethod::name)
                        .sorted()
                        .collect(Collectors.joining(", "));
        String detail = exception.getMethod() + " is not allowed here; allowed are " + allowed;
        return respond(problem(status, detail, request), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        MediaType given = exception.getContentType();
        String accepted = exception.getSupportedMediaTypes().stream()
                .filter(type -> !type.isWildcardSubtype())
                .map(MediaType::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        String detail = "the Content-Type " + (given == null ? "is missing" : given + " is not accepted here")
                + "; accepted: " + accepted;
        return respond(problem(status, detail, request), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return respond(problem(status, "there is nothing at this address", request), headers);
    }

    /** All other exceptions of Spring MVC: their own status and text, as a problem with an instance. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail = body instanceof ProblemDetail given && given.getDetail() != null
                ? given.getDetail()
                : "the request cannot be served";
        return respond(problem(status, detail, request), headers);
    }

    private static ProblemDetail problem(HttpStatusCode status, String detail, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("about:blank"));
        if (request instanceof ServletWebRequest servlet) {
            problem.setInstance(URI.create(servlet.getRequest().getRequestURI()));
        }
        return problem;
    }

    private static ResponseEntity<Object> respond(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable exception, Class<T> type) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
