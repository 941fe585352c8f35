package dev.chainrule.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Query parameters and path parts that all features read the same way. */
public final class Queries {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** The {@code limit} of a list in the OpenAPI document. */
    public static final String LIMIT = "#/components/parameters/Limit";

    /** The {@code after} of a list in the OpenAPI document. */
    public static final String AFTER = "#/components/parameters/After";

    private Queries() {}

    /** An id of a path; whatever is no id names nothing, so it is a 404. */
    public static UUID id(String kind, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("there is no " + kind + " " + JsonText.quote(text));
        }
    }

    /** The {@code limit} of a list, 1..500, 50 where it is absent. */
    public static int limit(@Nullable String text) {
        return wholeNumber("limit", text, 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    }

    /** A whole number of a query parameter within bounds; anything else there is a 422. */
    public static OptionalInt wholeNumber(String name, @Nullable String text, int min, int max) {
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= min && value <= max) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw ProblemException.unprocessable(
                name,
                "the query parameter must be a whole number from " + min + " to " + max + ", was "
                        + JsonText.quote(text));
    }

    /** The {@code after} cursor of a list whose items are ordered by id; null on the first page. */
    public static @Nullable UUID after(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(
                    "after", "must be the cursor that a list gave as next, was " + JsonText.quote(text));
        }
    }

    /** Refuses query parameters that the operation does not have, so that a typo does not pass silently. */
    public static void allowOnly(Set<String> query, String... allowed) {
        Faults faults = new Faults();
        String which = allowed.length == 0 ? "none are allowed here" : "allowed here are " + String.join(", ", allowed);
        for (String name : query) {
            if (!Arrays.asList(allowed).contains(name)) {
                faults.add(name, "unknown query parameter; " + which);
            }
        }
        faults.throwIfAny();
    }

    /** A page as an answer, with a {@code Link} to the next one. */
    public static <T> ResponseEntity<Page<T>> answer(Page<T> page) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (page.next() != null) {
            String next = ServletUriComponentsBuilder.fromCurrentRequest()
                    .replaceQueryParam("after", page.next())
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(page);
    }

    /** Splits a comma-separated query parameter: {@code a,b}, or {@code "length, cm",b} where a name has a comma itself. */
    public static List<String> names(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (quoted || name.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString().strip());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString().strip());
        return List.copyOf(names);
    }
}
