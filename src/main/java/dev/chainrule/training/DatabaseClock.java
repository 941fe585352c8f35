package dev.chainrule.training;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The time of the database, which all replicas share: a replica whose own clock is wrong must not take a living one for dead. Asked for
 * now and then, carried on in between by the time that has passed here.
 */
final class DatabaseClock implements Clock {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private record Reading(Instant time, long nanos) {}

    private final JdbcTemplate jdbc;
    private volatile Reading reading = new Reading(Instant.EPOCH, System.nanoTime() - ASK_AGAIN.toNanos() - 1);

    DatabaseClock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Instant now() {
        Reading last = reading;
        long passed = System.nanoTime() - last.nanos();
        if (passed > ASK_AGAIN.toNanos()) {
            Timestamp time = jdbc.queryForObject("select current_timestamp", Timestamp.class);
            if (time == null) {
                throw new IllegalStateException("the database does not tell the time");
            }
            last = new Reading(time.toInstant(), System.nanoTime());
            reading = last;
            passed = 0;
        }
        return last.time().plusNanos(passed);
    }
}
