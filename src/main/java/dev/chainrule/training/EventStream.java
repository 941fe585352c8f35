package dev.chainrule.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection. Events are handed in by the dispatcher and written by the thread of the request; where the client is too slow
 * for that, the stream ends, and it may come back with the id of the last event that it got.
 */
final class EventStream {

    private static final int BUFFER = 1_000;
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** @param event null at the end of the stream */
    private record Delivery(@Nullable JobEvent event, long settled) {}

    private final OutputStream out;
    /** Jobs whose end is awaited; null: all that there are and will be. */
    private final @Nullable Set<UUID> awaited;

    private final long heartbeatNanos;
    private final ToldJobs told = new ToldJobs();
    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(BUFFER);
    private volatile boolean closed;

    EventStream(OutputStream out, @Nullable Set<UUID> awaited, Duration heartbeat) {
        this.out = out;
        this.awaited = awaited;
        this.heartbeatNanos = heartbeat.toNanos();
    }

    boolean isOfAllJobs() {
        return awaited == null;
    }

    ToldJobs told() {
        return told;
    }

    /** Hands in an event, to be written if the client has not got it yet. Does not block. */
    void offer(JobEvent event, long settled) {
        if (!closed && !queue.offer(new Delivery(event, settled))) {
            close();
        }
    }

    /** The job is gone: nothing more will come of it. Called by the dispatcher. */
    void forget(UUID job) {
        if (awaited != null && awaited.remove(job) && awaited.isEmpty()) {
            close();
        }
    }

    /** Ends the stream, without what is not yet written. */
    void close() {
        closed = true;
        queue.clear();
        queue.offer(new Delivery(null, 0));
    }

    /** Ends the stream after what is not yet written. */
    void end() {
        if (!queue.offer(new Delivery(null, 0))) {
            close();
        }
    }

    /** Writes an event if it is news to this client. */
    void write(JobEvent event) throws IOException {
        if (!told.of(event.job()).isBefore(event)) {
            return;
        }
        told.add(event);
        StringBuilder text = new StringBuilder(event.data().length() + 100);
        told.position()
                .ifPresent(position -> text.append("id: ").append(position).append('\n'));
        text.append("event: ").append(event.kind().text()).append('\n');
        text.append("data: ").append(event.data()).append("\n\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        if (awaited != null && event.kind() == JobEvent.Kind.DONE) {
            awaited.remove(event.job());
        }
    }

    /** Writes what is handed in, and a comment now and then, until all that was asked for is told or the stream is closed. */
    void run() throws IOException, InterruptedException {
        long nextHeartbeat = System.nanoTime() + heartbeatNanos;
        out.flush();
        while (!closed && !(awaited != null && awaited.isEmpty())) {
            Delivery delivery = queue.poll(nextHeartbeat - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (delivery != null) {
                JobEvent event = delivery.event();
                if (event == null) {
                    out.flush();
                    return;
                }
                if (isOfAllJobs()) {
                    told.settle(delivery.settled());
                }
                write(event);
            }
            if (System.nanoTime() >= nextHeartbeat) {
                out.write(HEARTBEAT);
                nextHeartbeat += heartbeatNanos;
            }
            if (queue.isEmpty()) {
                out.flush();
            }
        }
    }
}
