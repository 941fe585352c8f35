package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Every error that the OpenAPI document promises is provoked once, and no other is found. What provokes an error anywhere stands in
 * {@link #anywhere}, what is peculiar to an operation in {@link #peculiar}.
 */
@IntegrationTest
@TestPropertySource(properties = {"chainrule.parallel-jobs=1", "chainrule.max-queued-jobs=2"})
class OpenApiErrorsIT {

    private static final String NO_SUCH_ID = "01a20cce-0000-7000-8000-000000000000";

    private static final String REQUEST = """
            {"modelName": "errors", "network": {"id": "%s"}, "dataset": {"id": "%s"}, "training": {"epochs": %d, "batchSize": 4}}""";

    @Autowired
    private Api api;

    @Autowired
    private Environment environment;

    @Autowired
    private ApplicationContext context;

    private OpenApiDocument document = new OpenApiDocument(Api.json("{}"));

    /**
     * What there is to provoke errors with.
     *
     * @param ended a job on the dataset and the network that has ended
     * @param unfinished one that is paused
     * @param endless the request of the latter
     */
    private record Things(String dataset, String network, String ended, String unfinished, String endless) {}

    private Things things = new Things("", "", "", "", "");

    @BeforeEach
    void prepare() {
        document = new OpenApiDocument(api.get("/v3/api-docs").json());
        String dataset = api.post("/datasets", "{\"inputs\": [[0], [1]], \"targets\": [[0], [1]]}")
                .at("/id")
                .asString();
        String network = api.post("/networks", "{\"layers\": [{\"type\": \"dense\"}]}")
                .at("/id")
                .asString();
        String ended =
                api.train(REQUEST.formatted(network, dataset, 1)).path("id").asString();
        String endless = REQUEST.formatted(network, dataset, 1_000_000);
        String unfinished = api.post("/training-jobs", endless).at("/id").asString();
        api.awaitJob(unfinished, now -> now.path("status").asString().equals("running"));
        // it has not ended, but leaves the cores alone
        api.post("/training-jobs/" + unfinished + "/pause", "");
        things = new Things(dataset, network, ended, unfinished, endless);
    }

    /** What provokes errors of single operations, by operation and status. */
    private Map<String, Supplier<Api.Answer>> peculiar() {
        Map<String, Supplier<Api.Answer>> rows = new TreeMap<>();
        rows.put("deleteDataset 409", () -> api.delete("/datasets/" + things.dataset()));
        rows.put("deleteNetwork 409", () -> api.delete("/networks/" + things.network()));
        rows.put("deleteTrainingJob 409", () -> api.delete("/training-jobs/" + things.unfinished()));
        for (String action : List.of("cancel", "pause", "resume")) {
            rows.put(action + "TrainingJob 409", () -> api.post("/training-jobs/" + things.ended() + "/" + action, ""));
        }
        rows.put("deleteModel 409", () -> whileContinued("/models/errors"));
        rows.put("deleteModelVersion 409", () -> whileContinued("/models/errors/versions/1"));
        // every query parameter is the name of an input, of a model that there is
        rows.put("predictOne 422", () -> api.get("/models/errors/predictions?nonsense=1"));
        rows.put("predictOneWithVersion 422", () -> api.get("/models/errors/versions/1/predictions?nonsense=1"));
        rows.put("submitTrainingJob 429", this::tooManyJobs);
        rows.put("submitTrainingJob 503", this::whileNotReady);
        return rows;
    }

    /** One runs and two wait. */
    private Api.Answer tooManyJobs() {
        List<String> jobs = new ArrayList<>();
        Api.Answer answer = api.post("/training-jobs", things.endless());
        while (answer.status() == 202 && jobs.size() < 3) {
            jobs.add(answer.at("/id").asString());
            answer = api.post("/training-jobs", things.endless());
        }
        jobs.reversed().forEach(job -> api.post("/training-jobs/" + job + "/cancel", ""));
        return answer;
    }

    /** Deletes what a job is about to continue from. */
    private Api.Answer whileContinued(String path) {
        String job = api.post(
                        "/training-jobs",
                        "{\"continueFrom\": {\"model\": \"errors\"}, \"dataset\": {\"id\": \"" + things.dataset()
                                + "\"}}")
                .at("/id")
                .asString();
        Api.Answer answer = api.delete(path);
        api.post("/training-jobs/" + job + "/cancel", "");
        return answer;
    }

    private Api.Answer whileNotReady() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            return api.post("/training-jobs", things.endless());
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    /** What provokes an error of each operation that can have it, by status. */
    private Map<String, Supplier<Api.Answer>> anywhere(OpenApiDocument.Operation operation) {
        String method = operation.method();
        String path = path(operation);
        boolean body = operation.node().has("requestBody");
        Map<String, Supplier<Api.Answer>> rows = new TreeMap<>();
        rows.put("422", () -> api.send(method, path + "?nonsense=1", body ? "{}" : null, "application/json"));
        if (path.contains("no-such") || path.contains(NO_SUCH_ID)) {
            rows.put("404", () -> api.send(method, path, body ? example(operation) : null, "application/json"));
        }
        if (body) {
            rows.put("400", () -> api.send(method, path, "{\"a\": }", "application/json"));
            rows.put("415", () -> api.send(method, path, "{}", "application/xml"));
            rows.put("413", () -> tooLarge(method, path));
        }
        return rows;
    }

    @Test
    void everyPromisedErrorIsProvokedAndNoOther() {
        Set<String> promised = new TreeSet<>();
        Map<String, Supplier<Api.Answer>> rows = new TreeMap<>();
        for (OpenApiDocument.Operation operation : document.operations()) {
            operation.node().path("responses").propertyNames().stream()
                    .filter(status -> status.compareTo("400") >= 0)
                    .forEach(status -> promised.add(operation.id() + " " + status));
            anywhere(operation).forEach((status, call) -> rows.put(operation.id() + " " + status, call));
        }
        rows.putAll(peculiar());

        Set<String> unprovoked = new TreeSet<>(promised);
        unprovoked.removeAll(rows.keySet());
        assertThat(unprovoked)
                .as(
                        "These errors stand in the OpenAPI document, and nothing here provokes them. Add to peculiar() a row for each, or take"
                                + " it out of the document")
                .isEmpty();
        SoftAssertions softly = new SoftAssertions();
        rows.forEach((row, call) -> {
            Api.Answer answer = call.get();
            String status = row.substring(row.indexOf(' ') + 1);
            String place = row + " gave " + answer.status() + ": " + answer.body();
            softly.assertThat(Integer.toString(answer.status())).as(place).isEqualTo(status);
            softly.assertThat(promised).as("the OpenAPI document promises it").contains(row);
            OpenApiDocument.Operation operation = document.operation(row.substring(0, row.indexOf(' ')));
            softly.assertThat(answer.headers().getOrDefault("Content-Type", ""))
                    .as(place)
                    .startsWith("application/problem+json");
            document.responses(operation)
                    .filter(media -> media.status().equals(status))
                    .forEach(media -> softly.assertThat(
                                    document.faults(media.node().path("schema"), answer.json()))
                            .as(place)
                            .isEmpty());
            softly.assertThat(answer.headers().containsKey("Retry-After"))
                    .as("Retry-After of " + place)
                    .isEqualTo(
                            document.resolve(operation.node().path("responses").path(status))
                                    .has("headers"));
        });
        softly.assertAll();
        api.post("/training-jobs/" + things.unfinished() + "/cancel", "");
    }

    /** The path with names and ids that nothing has. */
    private String path(OpenApiDocument.Operation operation) {
        String path = operation.path().substring("/api/v1".length());
        for (JsonNode parameter : document.parameters(operation)) {
            if (parameter.path("in").asString().equals("path")) {
                boolean id = parameter.at("/schema/format").asString("").equals("uuid");
                boolean number = parameter.path("example").isNumber();
                String value = id ? NO_SUCH_ID : number ? "1" : "no-such";
                path = path.replace("{" + parameter.path("name").asString() + "}", value);
            }
        }
        return path;
    }

    private String example(OpenApiDocument.Operation operation) {
        return document.requests(operation)
                .filter(media -> media.type().equals("application/json"))
                .flatMap(media -> document.examples(media).stream())
                .findFirst()
                .map(example -> example.getValue().toString())
                .orElse("{}");
    }

    /** A body that says it is larger than allowed: it is refused before it is sent. */
    private Api.Answer tooLarge(String method, String path) {
        return RawHttp.send(
                environment.getRequiredProperty("local.server.port", Integer.class),
                method + " /api/v1" + path + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "Content-Length: 99999999999",
                "Connection: close");
    }
}
