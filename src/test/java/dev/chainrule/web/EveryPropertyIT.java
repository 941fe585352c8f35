package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * No property of a network, a dataset or a training job is read and then forgotten: each is sent with a value that has to change what
 * comes of it, which is the history, the checkpoints and the parameters, but not the settings, which are only repeated.
 * The rows stand in {@link PropertyChanges}.
 */
@IntegrationTest
class EveryPropertyIT {

    private static final List<String> OPERATIONS = List.of("createNetwork", "createDataset", "submitTrainingJob");

    @Autowired
    private Api api;

    private OpenApiDocument document = new OpenApiDocument(Api.json("{}"));
    private Set<String> properties = Set.of();
    private Map<String, String> ids = Map.of();

    @BeforeEach
    void prepare() {
        document = new OpenApiDocument(api.get("/v3/api-docs").json());
        properties = RequestProperties.of(document, OPERATIONS);
        ids = Map.of(
                "{table}", create("/datasets", BaseRequests.TABLE.json().path("dataset")),
                "{other table}", create("/datasets", BaseRequests.OTHER_TABLE),
                "{network}", create("/networks", BaseRequests.TABLE.json().path("network")),
                "{other network}", create("/networks", BaseRequests.OTHER_NETWORK));
    }

    private String create(String path, JsonNode body) {
        Api.Answer answer = api.post(path, body.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    @Test
    void everyPropertyIsTriedHere() {
        Set<String> tried = new TreeSet<>(PropertyChanges.SHOWN_BELOW);
        PropertyChanges.changes().forEach(change -> tried.add(change.property()));
        PropertyChanges.choices().forEach(choice -> tried.addAll(valuesOf(choice)));

        assertThat(properties).hasSizeGreaterThan(100);
        Set<String> missing = new LinkedHashSet<>(properties);
        missing.removeAll(tried);
        assertThat(missing)
                .as(
                        "Each of these can be sent, and nothing shows that it does anything. Add to PropertyChanges.changes() a row"
                                + " that names it, a request, and a value that must give another result")
                .isEmpty();
        tried.removeAll(properties);
        assertThat(tried).as("PropertyChanges names what no request can say").isEmpty();
    }

    /** The values that are tried by being compared with each other: those without a row of their own. */
    private List<String> valuesOf(PropertyChanges.Choice choice) {
        List<String> own =
                PropertyChanges.changes().map(PropertyChanges.Change::property).toList();
        return properties.stream()
                .filter(name -> name.startsWith(choice.property() + "="))
                .filter(name -> !own.contains(name) && !PropertyChanges.SHOWN_BELOW.contains(name))
                .toList();
    }

    @Test
    void everyPropertyChangesTheResult() {
        PropertyChanges.models()
                .forEach(request -> assertThat(
                                api.train(request.toString()).path("status").asString())
                        .isEqualTo("succeeded"));
        Map<String, JsonNode> results = train(requests());
        SoftAssertions softly = new SoftAssertions();
        PropertyChanges.changes()
                .forEach(
                        change -> softly.assertThat(results.get(change.changed().toString()))
                                .as("%s: the result with and without it", change.property())
                                .isNotEqualTo(results.get(change.request().toString())));
        for (PropertyChanges.Choice choice : PropertyChanges.choices().toList()) {
            Map<JsonNode, String> byResult = new LinkedHashMap<>();
            for (String name : valuesOf(choice)) {
                JsonNode result = results.get(request(choice, name).toString());
                String alike = byResult.putIfAbsent(result, value(name));
                softly.assertThat(alike == null || choice.alike().containsAll(Set.of(alike, value(name))))
                        .as("%s gives another result than %s", name, alike)
                        .isTrue();
            }
        }
        softly.assertAll();
    }

    private Set<Request> requests() {
        Set<Request> requests = new LinkedHashSet<>();
        PropertyChanges.changes().forEach(change -> requests.addAll(List.of(change.request(), change.changed())));
        PropertyChanges.choices()
                .forEach(choice -> valuesOf(choice).forEach(name -> requests.add(request(choice, name))));
        return requests;
    }

    private static Request request(PropertyChanges.Choice choice, String name) {
        return choice.request().with(choice.pointer(), "\"" + value(name) + "\"");
    }

    private static String value(String name) {
        return name.substring(name.indexOf('=') + 1);
    }

    /** The results of jobs by their requests; all are submitted before the first is waited for. */
    private Map<String, JsonNode> train(Set<Request> requests) {
        Map<String, String> jobs = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (Request request : requests) {
            Api.Answer answer = api.post("/training-jobs", withIds(request));
            if (answer.status() == 202) {
                jobs.put(request.toString(), answer.at("/id").asString());
            } else {
                refused.add(request + " gave " + answer.body());
            }
        }
        assertThat(refused).isEmpty();
        Map<String, JsonNode> results = new LinkedHashMap<>();
        jobs.forEach((request, job) -> results.put(request, result(request, api.await(job))));
        return results;
    }

    private String withIds(Request request) {
        String text = request.toString();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return text;
    }

    /** What came of a job, without what it was told, ids, and times. */
    private JsonNode result(String request, JsonNode job) {
        assertThat(job.path("status").asString()).as(request + " gave " + job).isEqualTo("succeeded");
        String path = "/training-jobs/" + job.path("id").asString();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("stopReason", job.path("stopReason"));
        JsonNode epochs = api.get(path + "/history").at("/epochs");
        epochs.forEach(epoch -> ((ObjectNode) epoch).remove("seconds"));
        result.set("epochs", epochs);
        api.get(path + "/checkpoints").json().findValues("epoch").forEach(result.withArray("checkpoints")::add);
        String model = "/models/" + job.path("modelName").asString() + "/versions/"
                + job.path("modelVersion").asInt();
        result.set("parameters", api.get(model + "/parameters").at("/parameters"));
        result.set("metrics", api.get(model).at("/metrics"));
        return result;
    }

    @Test
    void namesAreFound() {
        for (JsonNode dataset : List.of(
                BaseRequests.TABLE.json().path("dataset"),
                BaseRequests.VALUES.json().path("dataset"),
                BaseRequests.POINTS.json().path("dataset"))) {
            String name = dataset.has("sample") ? "named-sample" : dataset.has("rows") ? "named-table" : "named-matrix";
            String id = create("/datasets", ((ObjectNode) dataset.deepCopy()).put("name", name));
            assertThat(api.get("/datasets?name=" + name).at("/items/0/id").asString())
                    .isEqualTo(id);
        }
        String network =
                create("/networks", ((ObjectNode) BaseRequests.OTHER_NETWORK.deepCopy()).put("name", "named-network"));
        assertThat(api.get("/networks?name=named-network").at("/items/0/id").asString())
                .isEqualTo(network);
        JsonNode job = api.train(
                BaseRequests.VALUES.with("/modelName", "\"named-model\"").toString());
        assertThat(api.get("/models/named-model").at("/jobId")).isEqualTo(job.path("id"));
    }

    @Test
    void columnsAreTheInputsOfTheModel() {
        Request request = BaseRequests.TABLE.with("/modelName", "\"columns\"").with("/dataset/columns/0", "\"area\"");
        api.train(request.toString());
        assertThat(api.get("/models/columns").at("/inputs").findValuesAsString("name"))
                .containsExactly("area", "age", "kind");
    }

    @Test
    void missingValuesAreRefusedWhereTheyAreToBe() {
        Request request = BaseRequests.MISSING.with("/preprocessing/missing", "\"reject\"");
        assertThat(api.post("/training-jobs", request.toString()).status()).isEqualTo(422);
    }

    @Test
    void inputsThatTheDatasetDoesNotHaveAreRefused() {
        Api.Answer answer = api.post(
                "/training-jobs",
                BaseRequests.VALUES.with("/network/inputs", "3").toString());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/network/inputs");
    }
}
