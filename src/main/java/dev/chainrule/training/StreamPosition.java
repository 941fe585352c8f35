package dev.chainrule.training;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a client was told of the jobs of its stream: the {@code id} of each event, and what {@code Last-Event-ID} brings back. It says
 * everything that is needed to go on, so that it holds across restarts and on every replica.
 *
 * <p>As text {@code key:position,key:position,...}, the key of a job being the last eight digits of its id. A stream of all jobs cannot
 * list them all: its position is {@code settled/...}, where all transitions of all jobs up to that sequence number were told, and only
 * those jobs are listed of which more was told than that says: see {@link ToldJobs}.
 *
 * @param settled null but for a stream of all jobs
 */
record StreamPosition(@Nullable Long settled, Map<String, EventPosition> jobs) {

    static final StreamPosition START = new StreamPosition(null, Map.of());

    private static final int KEY = 8;

    /** @throws IllegalArgumentException if the text is no position */
    static StreamPosition parse(String text) {
        int slash = text.indexOf('/');
        Long settled = slash < 0 ? null : Long.valueOf(text.substring(0, slash));
        Map<String, EventPosition> jobs = new HashMap<>();
        String list = text.substring(slash + 1);
        for (String entry : list.isEmpty() && settled != null ? new String[0] : list.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon != KEY) {
                throw new IllegalArgumentException("no position of a job: " + entry);
            }
            jobs.put(entry.substring(0, KEY), EventPosition.parse(entry.substring(KEY + 1)));
        }
        return new StreamPosition(settled, jobs);
    }

    static String key(UUID job) {
        String id = job.toString();
        return id.substring(id.length() - KEY);
    }

    boolean lists(UUID job) {
        return jobs.containsKey(key(job));
    }

    /** The start for a job that is not listed. */
    EventPosition of(UUID job) {
        return jobs.getOrDefault(key(job), EventPosition.START);
    }

    @Override
    public String toString() {
        String list = jobs.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
        return settled == null ? list : settled + "/" + list;
    }
}
