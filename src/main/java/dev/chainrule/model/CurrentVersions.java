package dev.chainrule.model;

import dev.chainrule.web.ProblemException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says which version a name means right now. The database is asked each time, in one short query, so that a model that was replaced
 * or deleted, by whichever replica, is so for the next prediction. Only while the database cannot be reached, the answer is what it
 * said last: predictions of models that were used before go on.
 */
@Component
class CurrentVersions {

    private static final Logger log = LoggerFactory.getLogger(CurrentVersions.class);

    /** A database that has not answered by then counts as out of reach. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);

    /** How many answers are remembered: more names than these are hardly predicted with at the same time. */
    private static final int MOST_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final ModelAliases aliases;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean outOfReach = new AtomicBoolean();
    private final Map<Asked, UUID> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, UUID> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    private record Asked(String name, @Nullable String version) {}

    CurrentVersions(JdbcClient jdbc, ModelAliases aliases) {
        this.jdbc = jdbc;
        this.aliases = aliases;
    }

    /**
     * The id of a version of a model.
     *
     * @param version a number or an alias; null: the latest
     * @return empty if there is none
     * @throws ProblemException 503 if the database cannot be reached, and nobody asked for this version before
     */
    Optional<UUID> find(String name, @Nullable String version) {
        Asked asked = new Asked(name, version);
        if (!outOfReach.get()) {
            try {
                Optional<UUID> id = answer(threads.submit(() -> query(name, version)));
                id.ifPresentOrElse(found -> remembered.put(asked, found), () -> remembered.remove(asked));
                return id;
            } catch (DataAccessResourceFailureException
                    | RecoverableDataAccessException
                    | TransientDataAccessResourceException
                    | QueryTimeoutException e) {
                lost(e);
            }
        }
        UUID last = remembered.get(asked);
        if (last == null) {
            throw unreachable();
        }
        return Optional.of(last);
    }

    /** Whether the database answered when it was asked last. */
    boolean reachesDatabase() {
        return !outOfReach.get();
    }

    /** Forgets what was said about a name: versions or aliases of it are not what they were. */
    void forget(String name) {
        remembered.keySet().removeIf(asked -> asked.name().equals(name));
    }

    static ProblemException unreachable() {
        return ProblemException.unavailable(
                "the service cannot reach its database; meanwhile only models that were used before predict");
    }

    private Optional<UUID> query(String name, @Nullable String version) {
        if (version == null) {
            return jdbc.sql("select id from model where name = ? order by version desc fetch first 1 rows only")
                    .param(name)
                    .query(UUID.class)
                    .optional();
        }
        if (!ModelLookup.isNumber(version)) {
            return aliases.find(name, version);
        }
        return jdbc.sql("select id from model where name = ? and version = ?")
                .params(name, Integer.parseInt(version))
                .query(UUID.class)
                .optional();
    }

    /** Waits no longer than {@link #PATIENCE}, whatever the pool of connections and the driver wait for. */
    private static Optional<UUID> answer(Future<Optional<UUID>> query) {
        try {
            return query.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // the query is left to end by itself: an interrupt would make H2 close its file
            throw new QueryTimeoutException("no answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private void lost(RuntimeException why) {
        if (outOfReach.compareAndSet(false, true)) {
            log.warn("the database cannot be reached, predictions go on with what is known: {}", why.getMessage());
            threads.execute(this::probe);
        }
    }

    /** Asks until the database answers. */
    private void probe() {
        while (!threads.isShutdown()) {
            try {
                jdbc.sql("select 1").query(Integer.class).single();
                outOfReach.set(false);
                log.info("the database can be reached again");
                return;
            } catch (RuntimeException e) {
                log.debug("the database is still out of reach", e);
                LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
            }
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
