package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document is complete, and is the one that is committed. */
@IntegrationTest
class OpenApiDocumentIT {

    private static final Path COMMITTED = Path.of("docs", "openapi.json");
    private static final String UPDATE = "openapi.update";
    private static final String COMMAND = "./mvnw -B verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dit.test=OpenApiDocumentIT -Dfailsafe.failIfNoSpecifiedTests=false -D" + UPDATE + "=true";

    private static final List<String> TAGS =
            List.of("Datasets", "Networks", "Training jobs", "Models", "Predictions", "Traces");

    @Autowired
    private Api api;

    private OpenApiDocument document;

    @BeforeEach
    void read() {
        document = new OpenApiDocument(api.get("/v3/api-docs").json());
    }

    @Test
    void theDocumentIsTheCommittedOne() throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(COMMITTED, document.root().toPrettyString() + "\n");
        }
        JsonNode committed = Api.json(Files.readString(COMMITTED));
        List<String> differences = new ArrayList<>();
        compare("", committed, document.root(), differences);
        assertThat(differences)
                .as(
                        "Where %s is not what the service says. If the change is meant, run%n%s%nand commit it",
                        COMMITTED, COMMAND)
                .isEmpty();
    }

    private static void compare(String pointer, JsonNode one, JsonNode other, List<String> differences) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            names.forEach(name ->
                    compare(pointer + "/" + JsonText.escape(name), one.path(name), other.path(name), differences));
        } else if (!one.equals(other)) {
            differences.add(pointer);
        }
    }

    @Test
    void itIsTheSameAgainAndKnowsNoServer() {
        assertThat(api.get("/v3/api-docs").body())
                .isEqualTo(api.get("/v3/api-docs").body());
        assertThat(document.root().path("openapi").asString()).startsWith("3.1");
        assertThat(document.root().has("servers")).isFalse();
        assertThat(document.root()
                        .path("tags")
                        .valueStream()
                        .map(tag -> tag.path("name").asString()))
                .containsExactlyElementsOf(TAGS);
    }

    @Test
    void everyOperationIsDescribed() {
        SoftAssertions softly = new SoftAssertions();
        Set<String> ids = new LinkedHashSet<>();
        for (OpenApiDocument.Operation operation : document.operations()) {
            JsonNode node = operation.node();
            softly.assertThat(ids.add(operation.id()))
                    .as("id of %s", operation.id())
                    .isTrue();
            softly.assertThat(operation.id()).as("id of %s", operation.path()).matches("[a-zA-Z]+");
            softly.assertThat(node.path("summary").asString(""))
                    .as("summary of %s", operation.id())
                    .isNotBlank();
            softly.assertThat(node.path("description").asString(""))
                    .as("description of %s", operation.id())
                    .isNotBlank();
            softly.assertThat(TAGS).as("tag of %s", operation.id()).contains(operation.tag());
            Set<String> statuses = new TreeSet<>(node.path("responses").propertyNames());
            softly.assertThat(statuses).as("success of %s", operation.id()).anyMatch(status -> status.startsWith("2"));
            softly.assertThat(statuses).as("problems of %s", operation.id()).anyMatch(status -> status.startsWith("4"));
            if (operation.path().contains("{")) {
                softly.assertThat(statuses).as(operation.id()).contains("404");
            }
            if (node.has("requestBody")) {
                softly.assertThat(statuses).as(operation.id()).contains("400", "413", "415", "422");
            }
            for (JsonNode parameter : document.parameters(operation)) {
                String name = operation.id() + "?" + parameter.path("name").asString();
                softly.assertThat(parameter.path("description").asString(""))
                        .as(name)
                        .isNotBlank();
                softly.assertThat(parameter.has("example")
                                || parameter.path("schema").has("examples")
                                || parameter.path("schema").has("default"))
                        .as("example of %s", name)
                        .isTrue();
            }
        }
        softly.assertAll();
    }

    @Test
    void everyBodyAndAnswerHasExamplesThatAreValid() {
        SoftAssertions softly = new SoftAssertions();
        for (OpenApiDocument.Operation operation : document.operations()) {
            document.requests(operation).forEach(media -> check(media, softly));
            document.responses(operation).forEach(media -> check(media, softly));
        }
        softly.assertAll();
    }

    private void check(OpenApiDocument.Media media, SoftAssertions softly) {
        String place = media.operation().id() + " " + media.status() + " " + media.type();
        softly.assertThat(media.node().path("schema").isObject())
                .as("schema of %s", place)
                .isTrue();
        softly.assertThat(document.examples(media)).as("examples of %s", place).isNotEmpty();
        document.examples(media)
                .forEach(example -> softly.assertThat(
                                document.faults(media.node().path("schema"), example.getValue()))
                        .as("%s, example %s", place, example.getKey())
                        .isEmpty());
    }

    @Test
    void everyReferenceResolvesAndEveryComponentIsUsed() {
        Set<String> references = new TreeSet<>();
        document.root().findValues("$ref").forEach(reference -> references.add(reference.asString()));
        Set<String> components = new TreeSet<>();
        document.root()
                .path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        assertThat(references).isEqualTo(components);
    }

    @Test
    void everyEnumerationListsItsValues() {
        assertThat(document.root().findValues("enum")).isNotEmpty().allMatch(values -> !values.isEmpty());
        Api.Answer refused = api.post("/training-jobs", """
                {"network": {"layers": [{"type": "dense", "units": 1, "activation": "?", "initializer": "?"}, {"type": "?"}]},
                 "dataset": {"inputs": [[1]], "targets": [[1]]},
                 "preprocessing": {"numeric": "?", "categorical": "?", "missing": "?", "target": "?", "date": "?"},
                 "training": {"loss": "?", "optimizer": "?", "schedule": "?"}}""");
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(allowed(refused, "/network/layers/0/activation")).isEqualTo(listed("Activation/oneOf/0"));
        softly.assertThat(allowed(refused, "/network/layers/0/initializer")).isEqualTo(listed("Initializer/oneOf/0"));
        softly.assertThat(allowed(refused, "/network/layers/1/type")).isEqualTo(listed("Layer/properties/type"));
        for (String property : List.of("numeric", "categorical", "target")) {
            softly.assertThat(allowed(refused, "/preprocessing/" + property))
                    .isEqualTo(listed("Preprocessing/properties/" + property + "/oneOf/0"));
        }
        for (String property : List.of("missing", "date")) {
            softly.assertThat(allowed(refused, "/preprocessing/" + property))
                    .isEqualTo(listed("Preprocessing/properties/" + property));
        }
        softly.assertThat(allowed(refused, "/training/loss")).isEqualTo(listed("Loss/oneOf/0"));
        softly.assertThat(allowed(refused, "/training/optimizer")).isEqualTo(listed("Optimizer/oneOf/0"));
        softly.assertThat(allowed(refused, "/training/schedule")).isEqualTo(listed("Schedule/oneOf/0"));
        softly.assertAll();
    }

    /** The values that the service says it allows. */
    private static List<String> allowed(Api.Answer refused, String pointer) {
        String before = "allowed are ";
        return refused.at("/errors")
                .valueStream()
                .filter(error -> error.path("pointer").asString().equals(pointer))
                .map(error -> error.path("detail").asString())
                .filter(detail -> detail.contains(before))
                .flatMap(detail ->
                        List.of(detail.substring(detail.indexOf(before) + before.length())
                                        .split(", "))
                                .stream())
                .toList();
    }

    /** The values that the document lists. */
    private List<String> listed(String schema) {
        return document.root()
                .at("/components/schemas/" + schema + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
