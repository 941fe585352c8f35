package dev.chainrule.web;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a request can say, by name: {@code Training.epochs} is a property, {@code Optimizer[sgd].momentum} one of an object that stands
 * beside others, {@code Training.checkpoint.keep} one of an object in it, {@code Activation=relu} one of several values, {@code
 * Training.classWeights.*} a name of the client's choice. What is only answered, or has no value but its default, is left out.
 */
final class RequestProperties {

    private final OpenApiDocument document;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();

    private RequestProperties(OpenApiDocument document) {
        this.document = document;
    }

    /** Of the JSON bodies that these operations take. */
    static Set<String> of(OpenApiDocument document, Collection<String> operations) {
        RequestProperties properties = new RequestProperties(document);
        document.operations().stream()
                .filter(operation -> operations.contains(operation.id()))
                .flatMap(document::requests)
                .filter(media -> media.type().equals("application/json"))
                .forEach(media ->
                        properties.walk(media.operation().id(), media.node().path("schema")));
        return properties.names;
    }

    private void walk(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").asString();
            String component = reference.substring(reference.lastIndexOf('/') + 1);
            if (seen.add(component)) {
                walk(component, document.resolve(schema));
            }
            return;
        }
        for (JsonNode part : schema.path("allOf")) {
            walk(name, part);
        }
        for (JsonNode alternative : schema.path("oneOf")) {
            String title = alternative.path("title").asString("");
            walk(title.isEmpty() ? name : name + "[" + title + "]", alternative);
        }
        if (schema.path("enum").size() > 1) {
            schema.path("enum").forEach(value -> names.add(name + "=" + value.asString()));
        }
        schema.path("properties").properties().forEach(property -> {
            JsonNode values = document.resolve(property.getValue());
            // the type of one of several objects says which it is: its values are those of the short form
            int count = values.path("enum").size();
            boolean discriminator = property.getKey().equals("type") && (count == 1 || name.endsWith("]"));
            boolean constant = count == 1 && values.has("default");
            if (!values.path("readOnly").asBoolean() && !discriminator && !constant) {
                if (count < 2) {
                    names.add(name + "." + property.getKey());
                }
                walk(name + "." + property.getKey(), property.getValue());
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            names.add(name + ".*");
            walk(name + ".*", schema.path("additionalProperties"));
        }
        if (schema.has("items")) {
            walk(name, schema.path("items"));
        }
    }
}
