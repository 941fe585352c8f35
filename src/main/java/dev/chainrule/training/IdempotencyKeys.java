package dev.chainrule.training;

import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which job the {@code Idempotency-Key} of a request has made, known as long as there is the job. */
@Component
class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A key with the request that it came with.
     *
     * @param bodySha256 of the body, however it is indented
     */
    record Keyed(String key, String bodySha256) {

        /** @throws ProblemException 422 if the key cannot be one */
        static Keyed of(String key, JsonNode body) {
            if (!KEY.matcher(key).matches()) {
                throw ProblemException.unprocessable(
                        HEADER, "the header must be 1 to 255 visible ASCII characters, was " + JsonText.quote(key));
            }
            return new Keyed(key, sha256(body.toString()));
        }
    }

    private record Known(UUID job, String bodySha256) {}

    /**
     * The job that the key has made.
     *
     * @throws ProblemException 422 if it came with another body
     */
    Optional<UUID> find(Keyed request) {
        Optional<Known> known = jdbc.sql("select job_id, body_sha256 from idempotency_key where idempotency_key = ?")
                .param(request.key())
                .query((row, number) -> new Known(row.getObject(1, UUID.class), row.getString(2)))
                .optional();
        if (known.isPresent() && !known.get().bodySha256().equals(request.bodySha256())) {
            throw ProblemException.unprocessable(
                    HEADER,
                    "was used for another body, which made the training job "
                            + known.get().job());
        }
        return known.map(Known::job);
    }

    /** Keeps the key, in the transaction that is under way. */
    void add(Keyed request, UUID job) {
        jdbc.sql("insert into idempotency_key (idempotency_key, body_sha256, job_id) values (?, ?, ?)")
                .params(request.key(), request.bodySha256(), job)
                .update();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
