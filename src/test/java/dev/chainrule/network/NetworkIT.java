package dev.chainrule.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class NetworkIT {

    private static final String IRIS = """
            {"name": "%s", "layers": [{"type": "dense", "units": 16, "activation": "relu"},
                                      {"type": "dense", "activation": "softmax"}]}""";

    /** Networks that something unfinished is said to use. */
    private static final Set<UUID> IN_USE = ConcurrentHashMap.newKeySet();

    @TestConfiguration(proxyBeanMethods = false)
    static class Uses {
        @Bean
        NetworkUse networkUse() {
            return IN_USE::contains;
        }
    }

    @Autowired
    private Api api;

    private String create(String name) {
        Api.Answer created = api.post("/networks", IRIS.formatted(name));
        assertThat(created.status()).isEqualTo(201);
        return created.at("/id").stringValue();
    }

    @Test
    void aNetworkIsCreatedReadAndDeleted() {
        Api.Answer created = api.post("/networks", IRIS.formatted("iris"));
        assertThat(created.status()).isEqualTo(201);
        String id = created.at("/id").stringValue();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(created.headers()).containsEntry("Location", "/api/v1/networks/" + id);
        Api.Answer read = api.get("/networks/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.json().propertyNames()).containsExactly("id", "name", "layers", "createdAt");
        assertThat(read.at("/layers/1/inputs").intValue()).isEqualTo(16);
        assertThat(read.at("/layers/1/units").isMissingNode()).isTrue();
        assertThat(read.at("/createdAt").stringValue()).endsWith("Z");

        assertThat(api.delete("/networks/" + id).status()).isEqualTo(204);
        assertThat(api.get("/networks/" + id).status()).isEqualTo(404);
        assertThat(api.delete("/networks/" + id).status()).isEqualTo(404);
        assertThat(api.get("/networks/not-an-id").status()).isEqualTo(404);
    }

    @Test
    void parametersComeBackAsTheyWereSent() {
        String parameters = """
                [{"weights":[[0.1,-2.0],[0.3,4.5E-5]],"bias":[0.0,1.0]},{"weights":[[0.5],[-0.25]]}]""";
        Api.Answer created = api.post("/networks", """
                {"layers": [{"type": "dense", "units": 2, "activation": "tanh"},
                            {"type": "dense", "bias": false}], "parameters": %s}""".formatted(parameters));
        assertThat(created.status()).isEqualTo(201);
        Api.Answer read = api.get("/networks/" + created.at("/id").stringValue());
        assertThat(read.at("/parameters")).isEqualTo(Api.json(parameters));
        assertThat(read.body()).contains("\"parameters\":" + parameters);
        assertThat(read.at("/inputs").intValue()).isEqualTo(2);
        assertThat(read.at("/parameterCount").intValue()).isEqualTo(8);
        assertThat(api.get("/networks?limit=1").at("/items/0/parameters").isMissingNode())
                .isTrue();

        Api.Answer again = api.post("/networks", read.body());
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("/id")).isNotEqualTo(read.at("/id"));
        assertThat(again.at("/layers")).isEqualTo(read.at("/layers"));
    }

    @Test
    void aListIsPagedNewestFirstAndFilteredByName() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(create("paged"));
            create("other");
        }
        List<String> listed = new ArrayList<>();
        String path = "/networks?name=paged&limit=2";
        for (String next = path; next != null; ) {
            Api.Answer page = api.get(next);
            assertThat(page.status()).isEqualTo(200);
            page.at("/items").forEach(item -> listed.add(item.path("id").stringValue()));
            JsonNode cursor = page.at("/next");
            next = cursor.isNull() ? null : path + "&after=" + cursor.stringValue();
            assertThat(page.headers().containsKey("Link")).isEqualTo(next != null);
            if (next != null) {
                assertThat(Objects.requireNonNull(page.headers().get("Link")))
                        .contains("name=paged", "limit=2", "after=" + cursor.stringValue(), "rel=\"next\"");
            }
        }
        assertThat(listed).isEqualTo(ids);
        assertThat(api.get("/networks?name=nobody").at("/items").isEmpty()).isTrue();
        assertThat(api.get("/networks").at("/items").size()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aListRefusesWhatItDoesNotKnow() {
        assertThat(api.get("/networks?limit=0").pointers()).containsExactly("limit");
        assertThat(api.get("/networks?after=x").pointers()).containsExactly("after");
        assertThat(api.get("/networks?nmae=x").pointers()).containsExactly("nmae");
    }

    @Test
    void everyFaultIsNamed() {
        Api.Answer answer = api.post("/networks", """
                {"layers": [{"type": "dense", "units": -1, "activation": "rellu"}, {"type": "cake"}]}""");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.pointers())
                .containsExactlyInAnyOrder("/layers/0/units", "/layers/0/activation", "/layers/1/type");
        assertThat(api.post("/networks", "[]").status()).isEqualTo(422);
        assertThat(api.post("/networks", "null").status()).isBetween(400, 422);
        assertThat(api.post("/networks", "{\"layers\": [").status()).isEqualTo(400);
        assertThat(api.post("/networks", "layers", "text/plain").status()).isEqualTo(415);
        assertThat(api.send("PUT", "/networks", "{}", "application/json").status())
                .isEqualTo(405);
    }

    @Test
    void whatIsInUseStays() {
        String id = create("used");
        IN_USE.add(UUID.fromString(id));
        assertThat(api.delete("/networks/" + id).status()).isEqualTo(409);
        IN_USE.clear();
        assertThat(api.delete("/networks/" + id).status()).isEqualTo(204);
    }

    @Test
    void whoHasItAlreadyIsTold() {
        String id = create("cached");
        String tag = Objects.requireNonNull(api.get("/networks/" + id).headers().get("ETag"));
        Api.Answer again = api.send("GET", "/networks/" + id, null, "", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(api.send("GET", "/networks/" + id, null, "", "If-None-Match", "\"other\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theDocumentDescribesEveryOperationWithExamples() {
        JsonNode document = api.get("/v3/api-docs").json();
        JsonNode collection = document.path("paths").path("/api/v1/networks");
        JsonNode single = document.path("paths").path("/api/v1/networks/{id}");
        assertThat(collection.propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(single.propertyNames()).containsExactlyInAnyOrder("get", "delete");
        for (JsonNode operation : List.of(collection.path("post"), collection.path("get"), single.path("get"))) {
            JsonNode ok = operation.path("responses").path(operation.has("requestBody") ? "201" : "200");
            assertThat(operation.path("summary").asString()).isNotEmpty();
            assertThat(operation.path("description").asString()).isNotEmpty();
            assertThat(examplesOf(ok, document)).isNotEmpty();
        }
        List<JsonNode> requests = examplesOf(collection.path("post").path("requestBody"), document);
        assertThat(requests).hasSize(2);
        for (JsonNode example : requests) {
            assertThat(api.post("/networks", example.toString()).status()).isEqualTo(201);
        }
        assertThat(collection.path("post").path("responses").propertyNames()).contains("400", "413", "415", "422");
    }

    private static List<JsonNode> examplesOf(JsonNode body, JsonNode document) {
        List<JsonNode> examples = new ArrayList<>();
        JsonNode json = body.path("content").path("application/json");
        assertThat(document.at(json.at("/schema/$ref").asString().substring(1)).isObject())
                .isTrue();
        json.path("examples")
                .forEach(example ->
                        examples.add(document.at(example.path("$ref").asString().substring(1))
                                .path("value")));
        return examples;
    }
}
