package dev.chainrule.training;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Prefer: wait=30} of a request (RFC 7240, section 4.3). */
final class Preference {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?=$|[,;\\s])");
    private static final int LONGEST_SECONDS = 60;

    private Preference() {}

    /** How long the client wants to wait for the end, at most a minute; empty where it does not say. */
    static Optional<Duration> wait(@Nullable String header) {
        Matcher matcher = WAIT.matcher(header == null ? "" : header);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Math.min(Integer.parseInt(matcher.group(1)), LONGEST_SECONDS)))
                : Optional.empty();
    }
}
