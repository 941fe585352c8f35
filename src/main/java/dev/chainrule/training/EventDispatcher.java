package dev.chainrule.training;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One thread that reads what is new of all watched jobs, once a job, and hands it to all streams that want it. It looks when a job of
 * this process has changed, and a few times a second for what other replicas did; without a stream it sleeps.
 */
@Component
class EventDispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventDispatcher.class);
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final EventReader reader;
    private final TransitionReader transitions;
    private final Semaphore wake = new Semaphore(0);
    private final Map<UUID, JobFeed> feeds = new HashMap<>();
    private final Set<EventStream> streams = new HashSet<>();
    private final Set<EventStream> ofAllJobs = new LinkedHashSet<>();
    private @Nullable TransitionTail tail;
    /** All transitions up to this number were handed to the streams of all jobs. */
    private long settled;

    private volatile boolean running;

    EventDispatcher(EventReader reader, TransitionReader transitions, JobSignals signals) {
        this.reader = reader;
        this.transitions = transitions;
        signals.listen(wake::release);
    }

    /**
     * Takes in a stream.
     *
     * @return for a stream of all jobs: the number up to which transitions are not handed to it any more
     */
    synchronized long add(EventStream stream) {
        streams.add(stream);
        if (!running) {
            stream.close();
        } else if (stream.isOfAllJobs()) {
            if (tail == null) {
                tail = TransitionTail.start(transitions, System.nanoTime());
                settled = tail.settled();
            }
            ofAllJobs.add(stream);
        }
        wake.release();
        return settled;
    }

    /** Hands whatever is recorded of the jobs from now on to the stream. What is there already, it has to read by itself. */
    synchronized void watch(EventStream stream, Collection<UUID> jobs) {
        Set<UUID> unwatched = new HashSet<>(jobs);
        unwatched.removeAll(feeds.keySet());
        reader.states(unwatched).stream()
                .filter(state -> !state.ended())
                .forEach(state -> feeds.put(state.job(), new JobFeed(state.position())));
        for (UUID job : jobs) {
            JobFeed feed = feeds.get(job);
            if (feed != null) {
                feed.add(stream);
            }
        }
    }

    synchronized void remove(EventStream stream) {
        streams.remove(stream);
        feeds.values().removeIf(feed -> feed.remove(stream));
        ofAllJobs.remove(stream);
        if (ofAllJobs.isEmpty()) {
            tail = null;
        }
    }

    private synchronized boolean isIdle() {
        return streams.isEmpty();
    }

    /** @param last whether nothing may be left for later */
    private synchronized void look(boolean last) {
        long now = System.nanoTime();
        if (tail != null) {
            tail.next(transitions.after(tail.settled()), now)
                    .forEach(row -> feeds.computeIfAbsent(row.job(), job -> new JobFeed(EventPosition.START))
                            .addAll(ofAllJobs));
        }
        boolean waiting = false;
        Map<UUID, JobFeed> gone = new HashMap<>(feeds);
        for (EventReader.State state : reader.states(List.copyOf(feeds.keySet()))) {
            JobFeed feed = gone.remove(state.job());
            if (feed == null || state.revision() <= feed.position().revision()) {
                continue;
            }
            if (feed.mustWait(now) && !last) {
                waiting = true;
                continue;
            }
            List<JobEvent> events =
                    reader.read(state, feed.position(), (count, members) -> feed.most(count, members, now));
            feed.tell(events, state, settled, now);
            if (state.ended()) {
                feeds.remove(state.job());
            }
        }
        gone.forEach((job, feed) -> {
            feeds.remove(job);
            feed.streams().forEach(stream -> stream.forget(job));
        });
        if (tail != null && !waiting) {
            settled = tail.settled();
        }
    }

    private void run() {
        boolean failing = false;
        while (running) {
            try {
                if (isIdle()) {
                    wake.acquire();
                } else {
                    wake.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                }
                wake.drainPermits();
                look(false);
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the database is away, most likely: streams stay open, and nothing is lost
                if (!failing) {
                    log.warn("events have to wait", e);
                }
                failing = true;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("events").start(this::run);
    }

    /** Tells the last there is and ends all streams, so that the web server has no requests left to wait for. */
    @Override
    public synchronized void stop() {
        running = false;
        try {
            look(true);
        } catch (RuntimeException e) {
            log.warn("the last events are not told", e);
        }
        streams.forEach(EventStream::end);
        wake.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped after the queue, whose last word is told, and before the web server. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
