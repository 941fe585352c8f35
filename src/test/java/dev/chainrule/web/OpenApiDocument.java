package dev.chainrule.web;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI document to look things up in. */
record OpenApiDocument(JsonNode root) {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** @param path with the names of its parts in braces */
    record Operation(String method, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asString();
        }

        String tag() {
            return node.at("/tags/0").asString();
        }
    }

    /** Something that may be sent or answered. */
    record Media(Operation operation, String status, String type, JsonNode node) {}

    List<Operation> operations() {
        return root.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())))
                .toList();
    }

    Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operation " + id));
    }

    /** What the operation takes. */
    Stream<Media> requests(Operation operation) {
        return operation.node().at("/requestBody/content").properties().stream()
                .map(media -> new Media(operation, "", media.getKey(), media.getValue()));
    }

    /** What the operation may answer, problems too. */
    Stream<Media> responses(Operation operation) {
        return operation.node().path("responses").properties().stream()
                .flatMap(response -> resolve(response.getValue()).path("content").properties().stream()
                        .map(media -> new Media(operation, response.getKey(), media.getKey(), media.getValue())));
    }

    /** The values of the examples by name, references followed. */
    List<Map.Entry<String, JsonNode>> examples(Media media) {
        Stream<Map.Entry<String, JsonNode>> named = media.node().path("examples").properties().stream()
                .map(example ->
                        Map.entry(example.getKey(), resolve(example.getValue()).path("value")));
        Stream<Map.Entry<String, JsonNode>> single = media.node().has("example")
                ? Stream.of(Map.entry("", media.node().path("example")))
                : Stream.of();
        return Stream.concat(named, single).toList();
    }

    /** The parameters of an operation, references followed. */
    List<JsonNode> parameters(Operation operation) {
        return operation
                .node()
                .path("parameters")
                .valueStream()
                .map(this::resolve)
                .toList();
    }

    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(root.at(node.path("$ref").asString().substring(1))) : node;
    }

    /** What is wrong with {@code value} as one of {@code schema}. */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("components", root.path("components"));
        whole.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(whole).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
