package dev.chainrule.training;

import dev.chainrule.web.Fault;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Serves streams: what is recorded up to now is read here, what comes after is handed in by the dispatcher. */
@Component
class EventStreams {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    /** More epochs than this are thinned when a client catches up. */
    private static final int CAUGHT_UP = 500;

    private final EventReader reader;
    private final TransitionReader transitions;
    private final EventDispatcher dispatcher;
    private final EventProperties properties;

    EventStreams(
            EventReader reader, TransitionReader transitions, EventDispatcher dispatcher, EventProperties properties) {
        this.reader = reader;
        this.transitions = transitions;
        this.dispatcher = dispatcher;
        this.properties = properties;
    }

    /** The id of the last event that a client got; the start where it has none. */
    static StreamPosition position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return StreamPosition.START;
        }
        try {
            return StreamPosition.parse(lastEventId.strip());
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(
                    "Last-Event-ID",
                    "the header must be the id of an event of such a stream, was " + JsonText.quote(lastEventId));
        }
    }

    /** Those of the ids that name no job. */
    Set<UUID> unknown(Collection<UUID> jobs) {
        Set<UUID> unknown = new LinkedHashSet<>(jobs);
        reader.states(jobs).forEach(state -> unknown.remove(state.job()));
        return unknown;
    }

    /** Tells of some jobs, from a position on, until the last of them has ended and the client knows it. */
    void serve(Set<UUID> jobs, StreamPosition from, OutputStream out) {
        Set<UUID> awaited = ConcurrentHashMap.newKeySet();
        awaited.addAll(jobs);
        EventStream stream = new EventStream(out, awaited, properties.heartbeat());
        for (UUID job : jobs) {
            EventPosition position = from.of(job);
            stream.told().startFrom(job, position);
            if (position.end()) {
                awaited.remove(job);
            }
        }
        serve(stream, settled -> catchUp(stream, Set.copyOf(awaited)));
    }

    /**
     * Tells of all jobs, as long as the client wants it: from a position on; without one, of those that have not ended and of those to
     * come.
     */
    void serveAll(StreamPosition from, OutputStream out) {
        EventStream stream = new EventStream(out, null, properties.heartbeat());
        serve(stream, atBeginning -> {
            Long settled = from.settled();
            Set<UUID> jobs = new LinkedHashSet<>();
            if (settled == null) {
                stream.told().settle(atBeginning);
                jobs.addAll(transitions.unfinished());
                jobs.forEach(job -> stream.told().startFrom(job, EventPosition.START));
            } else {
                stream.told().settle(settled);
                transitions.changedAfter(settled).forEach((job, revision) -> {
                    jobs.add(job);
                    if (from.lists(job)) {
                        stream.told().startFrom(job, from.of(job));
                    } else {
                        stream.told().startFromSettled(job, revision);
                    }
                });
            }
            catchUp(stream, jobs);
        });
    }

    private interface CatchUp {
        void from(long settled) throws IOException;
    }

    private void serve(EventStream stream, CatchUp catchUp) {
        try {
            catchUp.from(dispatcher.add(stream));
            stream.run();
        } catch (IOException e) {
            log.debug("the client of a stream of events went away: {}", e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.info("a stream of events ends, since the database does not answer: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            dispatcher.remove(stream);
        }
    }

    private void catchUp(EventStream stream, Collection<UUID> jobs) throws IOException {
        dispatcher.watch(stream, jobs);
        Set<UUID> missing = new LinkedHashSet<>(jobs);
        for (EventReader.State state : reader.states(jobs)) {
            missing.remove(state.job());
            EventPosition from = stream.told().of(state.job());
            for (JobEvent event : reader.read(state, from, (count, members) -> Math.min(count, CAUGHT_UP))) {
                stream.write(event);
            }
        }
        missing.forEach(stream::forget);
    }

    /** The ids of a query; a 422 that names those that are none. */
    Set<UUID> jobs(List<String> texts) {
        Set<UUID> jobs = new LinkedHashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (String text : texts) {
            try {
                jobs.add(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                faults.add(new Fault("job", "there is no training job " + JsonText.quote(text)));
            }
        }
        unknown(jobs).forEach(job -> faults.add(new Fault("job", "there is no training job " + job)));
        if (!faults.isEmpty()) {
            throw ProblemException.unprocessable(faults);
        }
        return jobs;
    }
}
