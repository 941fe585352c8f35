package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.EventClient;
import dev.chainrule.support.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client was told of a job, over one connection after the other, each behind the last event of the one before. */
final class Followed {

    private final String job;
    private final String path;
    private final List<EventClient.Event> told = new ArrayList<>();
    private @Nullable String last;

    /** @param path of a stream in which the job occurs */
    Followed(String job, String path) {
        this.job = job;
        this.path = path;
    }

    private void add(EventClient.Event event) {
        assertThat(event.id()).as(event.toString()).isNotNull();
        last = event.id();
        if (isOfTheJob(event)) {
            told.add(event);
        }
    }

    private boolean isOfTheJob(EventClient.Event event) {
        return event.data().path("jobId").asString().equals(job);
    }

    /** Follows until something was told of the job. */
    void until(ServiceProcess service, Predicate<EventClient.Event> enough) {
        try (EventClient stream = new EventClient(service.port(), path, last)) {
            stream.until(event -> isOfTheJob(event) && enough.test(event)).forEach(this::add);
        }
    }

    /** Follows while the service stops, which an open stream does not hold up, and is told that it does. */
    void whileItStops(ServiceProcess service) {
        try (EventClient stream = new EventClient(service.port(), path, last)) {
            long asked = System.nanoTime();
            service.terminate();
            assertThat(System.nanoTime() - asked).isLessThan(15_000_000_000L);
            stream.all().forEach(this::add);
        }
        EventClient.Event end = told.getLast();
        assertThat(end.data().path("reason").asString()).as(end.toString()).isEqualTo("the service stopped");
    }

    List<Integer> epochs(int member) {
        return of("epoch")
                .filter(data -> data.path("member").asInt() == member)
                .map(data -> data.path("epoch").asInt())
                .toList();
    }

    /** As the job shows them. */
    List<JsonNode> transitions() {
        return of("state")
                .map(data -> (JsonNode) ((ObjectNode) data).without("jobId"))
                .toList();
    }

    private Stream<JsonNode> of(String type) {
        return told.stream().filter(event -> event.type().equals(type)).map(EventClient.Event::data);
    }
}
