package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.EventClient;
import dev.chainrule.support.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Jobs followed by server-sent events. */
@IntegrationTest
@TestPropertySource(properties = "chainrule.events.heartbeat=200ms")
class EventsIT {

    @Autowired
    private Api api;

    @Autowired
    private Environment environment;

    private EventClient open(String path, @Nullable String lastEventId) {
        return new EventClient(environment.getRequiredProperty("local.server.port", Integer.class), path, lastEventId);
    }

    private static String path(String job) {
        return "/training-jobs/" + job + "/events";
    }

    private String submit(String request) {
        Api.Answer answer = api.post("/training-jobs", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.at("/id").asString();
    }

    /** XOR for as many epochs as it is told. */
    private static String xor(String modelName, int epochs) {
        return Requests.xor(modelName)
                .replace("\"epochs\": 2000", "\"epochs\": " + epochs)
                .replace("\"targetLoss\": 0.01", "\"targetLoss\": 0");
    }

    private static List<JsonNode> data(List<EventClient.Event> events, String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(EventClient.Event::data)
                .toList();
    }

    private static List<Integer> epochs(List<EventClient.Event> events) {
        return data(events, "epoch").stream()
                .map(data -> data.path("epoch").asInt())
                .toList();
    }

    private static List<String> statuses(List<EventClient.Event> events) {
        return data(events, "state").stream()
                .map(data -> data.path("status").asString())
                .toList();
    }

    @Test
    void aJobIsToldFromItsBeginningToItsEnd() {
        String job = submit(xor("followed", 20_000));
        List<EventClient.Event> events;
        try (EventClient stream = open(path(job), null)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            events = stream.all();
        }
        assertThat(statuses(events)).containsExactly("queued", "running", "succeeded");
        List<Integer> epochs = epochs(events);
        assertThat(epochs).isSorted().doesNotHaveDuplicates().endsWith(20_000).hasSizeGreaterThan(1);
        assertThat(events)
                .allMatch(event -> event.data().path("jobId").asString().equals(job));
        assertThat(events.getLast().type()).isEqualTo("done");
        JsonNode done = events.getLast().data();
        JsonNode now = api.get("/training-jobs/" + job).json();
        now.propertyNames().forEach(name -> assertThat(done.path(name)).as(name).isEqualTo(now.path(name)));
        assertThat(epochs.size()).isLessThanOrEqualTo(10 * (2 + seconds(events)) + 500);
        JsonNode history =
                api.get("/training-jobs/" + job + "/history?points=100000").json();
        for (JsonNode epoch : data(events, "epoch")) {
            JsonNode row = history.path("epochs").path(epoch.path("epoch").asInt() - 1);
            row.propertyNames()
                    .forEach(name -> assertThat(epoch.path(name)).as(name).isEqualTo(row.path(name)));
        }
    }

    private static int seconds(List<EventClient.Event> events) {
        List<JsonNode> states = data(events, "state");
        return (int) Duration.between(
                        Instant.parse(states.getFirst().path("at").asString()),
                        Instant.parse(states.getLast().path("at").asString()))
                .toSeconds();
    }

    @Test
    void fewEpochsAreAllToldToWhoWatches() {
        String job = submit(xor("few", 8));
        try (EventClient stream = open(path(job), null)) {
            assertThat(epochs(stream.all()))
                    .isEqualTo(IntStream.rangeClosed(1, 8).boxed().toList());
        }
    }

    @Test
    void everyPositionIsContinuedWithoutGapOrDuplicate() {
        String job = api.train(xor("continued", 40)).path("id").asString();
        List<EventClient.Event> events;
        try (EventClient stream = open(path(job), "")) {
            events = stream.all();
        }
        // queued, running, 40 epochs, 4 checkpoints, succeeded, done
        assertThat(events).hasSize(48);
        JsonNode kept = api.get("/training-jobs/" + job + "/checkpoints").json().path("items");
        List<JsonNode> checkpoints = data(events, "checkpoint");
        assertThat(checkpoints).hasSize(4);
        for (int i = 0; i < 4; i++) {
            JsonNode row = kept.path(3 - i);
            JsonNode told = checkpoints.get(i);
            row.propertyNames()
                    .forEach(name -> assertThat(told.path(name)).as(name).isEqualTo(row.path(name)));
        }
        for (int i = 0; i < events.size() - 1; i++) {
            try (EventClient stream = open(path(job), events.get(i).id())) {
                assertThat(stream.all()).isEqualTo(events.subList(i + 1, events.size()));
            }
        }
        try (EventClient stream = open(path(job), events.getLast().id())) {
            assertThat(stream.response().statusCode()).isEqualTo(204);
        }
    }

    @Test
    void atMostFiveHundredEpochsAreCaughtUp() {
        String job = api.train(xor("long", 3_000)).path("id").asString();
        try (EventClient stream = open(path(job), null)) {
            List<Integer> epochs = epochs(stream.all());
            assertThat(epochs)
                    .hasSize(500)
                    .startsWith(6, 12, 18)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(3_000);
        }
    }

    @Test
    void severalJobsAreToldOverOneConnection() {
        String ended = api.train(xor("first", 5)).path("id").asString();
        String running = submit(xor("second", 20_000));
        String path = "/training-jobs/events?job=" + ended + "&job=" + running;
        List<EventClient.Event> before;
        try (EventClient stream = open(path, null)) {
            before = stream.until(event -> event.type().equals("epoch")
                    && event.data().path("jobId").asString().equals(running));
        }
        List<EventClient.Event> after;
        try (EventClient stream = open(path, before.getLast().id())) {
            after = stream.all();
        }
        List<EventClient.Event> both = new ArrayList<>(before);
        both.addAll(after);
        assertThat(epochs(of(ended, both))).containsExactly(1, 2, 3, 4, 5);
        assertThat(epochs(of(running, both))).isSorted().doesNotHaveDuplicates().endsWith(20_000);
        for (String job : List.of(ended, running)) {
            assertThat(statuses(of(job, both))).containsExactly("queued", "running", "succeeded");
            assertThat(of(job, both).getLast().type()).isEqualTo("done");
        }
        assertThat(data(both, "done")).hasSize(2);
    }

    private static List<EventClient.Event> of(String job, List<EventClient.Event> events) {
        return events.stream()
                .filter(event -> event.data().path("jobId").asString().equals(job))
                .toList();
    }

    @Test
    void aStreamOfAllJobsTellsOfThoseToComeAndGoesOnWhereItWas() {
        String old = api.train(xor("old", 3)).path("id").asString();
        String first;
        List<EventClient.Event> before;
        try (EventClient stream = open("/training-jobs/events", null)) {
            first = submit(xor("one", 5));
            String mine = first;
            before = stream.until(event -> event.type().equals("done")
                    && event.data().path("jobId").asString().equals(mine));
        }
        assertThat(of(old, before)).isEmpty();
        assertThat(statuses(of(first, before))).containsExactly("queued", "running", "succeeded");
        assertThat(epochs(of(first, before))).containsExactly(1, 2, 3, 4, 5);

        // while nobody listens, one job runs from beginning to end
        String second = api.train(xor("two", 7)).path("id").asString();
        String third;
        List<EventClient.Event> after;
        try (EventClient stream = open("/training-jobs/events", before.getLast().id())) {
            third = submit(xor("three", 4));
            Set<String> awaited = new LinkedHashSet<>(List.of(second, third));
            after = stream.until(event -> event.type().equals("done")
                    && awaited.remove(event.data().path("jobId").asString())
                    && awaited.isEmpty());
        }
        assertThat(of(old, after)).isEmpty();
        assertThat(of(first, after)).isEmpty();
        assertThat(epochs(of(second, after))).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(epochs(of(third, after))).containsExactly(1, 2, 3, 4);
        assertThat(statuses(of(second, after))).containsExactly("queued", "running", "succeeded");
        assertThat(statuses(of(third, after))).containsExactly("queued", "running", "succeeded");
    }

    @Test
    void aCancelledJobEndsItsStreamAndCommentsComeInBetween() {
        String job = submit(xor("endless", 1_000_000));
        try (EventClient stream = open(path(job), null)) {
            stream.until(event -> stream.comments() >= 2);
            assertThat(api.post("/training-jobs/" + job + "/cancel", "").status())
                    .isEqualTo(200);
            List<EventClient.Event> rest = stream.all();
            assertThat(statuses(rest)).containsExactly("cancelled");
            assertThat(rest.getLast().data().path("status").asString()).isEqualTo("cancelled");
        }
    }
}
