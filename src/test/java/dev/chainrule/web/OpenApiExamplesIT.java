package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever sends the examples of the OpenAPI document gets what it promises. */
@IntegrationTest
class OpenApiExamplesIT {

    private static final String BOUNDARY = "between-parts";

    private static final String PREFIX = "/api/v1";

    @Autowired
    private Api api;

    /** The ids of the examples with those that take their place. */
    private Map<String, String> ids = Map.of();

    private OpenApiDocument document = new OpenApiDocument(Api.json("{}"));

    /** The ids of the operations that were called. */
    private final Set<String> called = new TreeSet<>();

    @Test
    void theExamplesAreAnsweredAsPromised() throws IOException {
        document = new OpenApiDocument(api.get("/v3/api-docs").json());
        String dataset = create(
                "/datasets?name=iris&target=species", Files.readString(Path.of("examples", "iris.csv")), "text/csv");
        String network = create("/networks", example("NetworkDefinition").toString(), "application/json");
        ids = Map.of(idOf("DatasetId"), dataset, idOf("NetworkId"), network);
        String job = api.train(withRealIds(example("IrisJob"))).path("id").asString();
        ids = Map.of(idOf("DatasetId"), dataset, idOf("NetworkId"), network, idOf("JobId"), job);

        List<OpenApiDocument.Operation> operations = document.operations();
        operations.stream()
                .filter(operation -> operation.node().has("requestBody"))
                .forEach(this::sendBodies);
        operations.stream()
                .filter(operation -> operation.method().equals("GET"))
                .forEach(this::get);
        steer(dataset);
        delete(operations);
        assertThat(called)
                .as(
                        "operations without a body that are no GET and no DELETE are called in steer(): add those that are missing")
                .containsExactlyInAnyOrderElementsOf(
                        operations.stream().map(OpenApiDocument.Operation::id).toList());
    }

    private String create(String path, String body, String type) {
        Api.Answer answer = api.post(path, body, type);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    private void sendBodies(OpenApiDocument.Operation operation) {
        document.requests(operation).forEach(media -> {
            boolean json = media.type().equals("application/json");
            String query = operation.id().equals("createDataset") && !json ? "?name=iris&target=species" : "";
            document.examples(media).forEach(example -> {
                String body = body(media, example.getValue());
                String type = media.type() + (isForm(media) ? "; boundary=" + BOUNDARY : "");
                Api.Answer answer = api.send(operation.method(), path(operation) + query, body, type);
                check(operation, "example " + example.getKey(), answer);
                if (operation.id().equals("submitTrainingJob")) {
                    JsonNode ended = api.await(answer.at("/id").asString());
                    assertThat(ended.path("status").asString())
                            .as(example.getKey())
                            .isEqualTo("succeeded");
                    check(operation, "job " + example.getKey(), new Api.Answer(202, Map.of(), ended.toString(), ended));
                    check(operation, "plan " + example.getKey(), api.post("/training-jobs?dryRun=true", body));
                }
            });
        });
    }

    private static boolean isForm(OpenApiDocument.Media media) {
        return media.type().equals("multipart/form-data");
    }

    private String body(OpenApiDocument.Media media, JsonNode example) {
        if (media.type().equals("application/json")) {
            return withRealIds(example);
        }
        return isForm(media) ? """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="iris.csv"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --%s--\r
                """.formatted(BOUNDARY, example.path("file").asString(), BOUNDARY) : example.asString();
    }

    /** Sends what Swagger UI fills in: every parameter that has an example. */
    private void get(OpenApiDocument.Operation operation) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : document.parameters(operation)) {
            JsonNode value = parameter.path("example");
            if (!parameter.path("in").asString().equals("query") || value.isMissingNode()) {
                continue;
            }
            if (value.isArray()) {
                value.forEach(item -> query.add(pair(parameter.path("name").asString(), item)));
            } else if (value.isObject()) {
                value.properties().forEach(entry -> query.add(pair(entry.getKey(), entry.getValue())));
            } else {
                query.add(pair(parameter.path("name").asString(), value));
            }
        }
        check(operation, "by its examples", api.get(path(operation) + "?" + String.join("&", query)));
    }

    private String pair(String name, JsonNode value) {
        String text = ids.getOrDefault(value.asString(), value.asString());
        return name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What is done to jobs that have not ended. */
    private void steer(String dataset) {
        String job =
                api.post("/training-jobs", """
                {"network": {"layers": [{"type": "dense", "activation": "softmax"}]}, "dataset": {"id": "%s"},
                 "training": {"epochs": 1000000}}""".formatted(dataset)).at("/id").asString();
        api.awaitJob(job, now -> now.path("status").asString().equals("running"));
        for (String action : List.of("pause", "resume", "cancel")) {
            check(document.operation(action + "TrainingJob"), "", api.post("/training-jobs/" + job + "/" + action, ""));
        }
    }

    /** The parts before the whole: what is further down in the path first. */
    private void delete(List<OpenApiDocument.Operation> operations) {
        operations.stream()
                .filter(operation -> operation.method().equals("DELETE"))
                .sorted(Comparator.comparingInt((OpenApiDocument.Operation operation) ->
                                operation.path().split("/").length)
                        .reversed()
                        .thenComparing(OpenApiDocument.Operation::path))
                .forEach(operation -> check(operation, "", api.delete(path(operation))));
    }

    /** The status is a declared success, and the answer is as declared for it. */
    private void check(OpenApiDocument.Operation operation, String what, Api.Answer answer) {
        called.add(operation.id());
        String place = operation.id() + " " + what + ": " + answer.status() + " " + answer.body();
        String status = Integer.toString(answer.status());
        assertThat(answer.status()).as(place).isBetween(200, 299);
        assertThat(operation.node().path("responses").has(status)).as(place).isTrue();
        boolean csv = answer.headers().getOrDefault("Content-Type", "").startsWith("text/csv");
        document.responses(operation)
                .filter(media -> media.status().equals(status) && media.type().equals("application/json") && !csv)
                .forEach(media -> assertThat(document.faults(media.node().path("schema"), answer.json()))
                        .as(place)
                        .isEmpty());
    }

    /** The path with the examples of its parts, ids replaced by real ones. */
    private String path(OpenApiDocument.Operation operation) {
        String path = operation.path().substring(PREFIX.length());
        for (JsonNode parameter : document.parameters(operation)) {
            if (parameter.path("in").asString().equals("path")) {
                String value = parameter.path("example").asString();
                path = path.replace("{" + parameter.path("name").asString() + "}", ids.getOrDefault(value, value));
            }
        }
        return path;
    }

    private String withRealIds(JsonNode example) {
        String text = example.toString();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return text;
    }

    private String idOf(String parameter) {
        return document.root()
                .at("/components/parameters/" + parameter + "/example")
                .asString();
    }

    private JsonNode example(String name) {
        return document.root().at("/components/examples/" + name + "/value");
    }
}
