package dev.chainrule.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the OpenAPI document the same wherever the service runs, in the order in which the service is used. */
final class OpenApiOrder {

    private static final List<Tag> TAGS = List.of(
            tag("Datasets", "What to learn from: tables and matrices. They do not change once they are created."),
            tag("Networks", "Definitions of feed-forward networks. They do not change once they are created."),
            tag("Training jobs", "Train a network on a dataset, and watch the loss fall."),
            tag("Models", "What training jobs leave: versions 1, 2, ... of a name."),
            tag("Predictions", "Ask a model, and measure it."),
            tag("Traces", "Backpropagation, step by step, with every number."));

    private static final List<String> NAMES = TAGS.stream().map(Tag::getName).toList();

    private OpenApiOrder() {}

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }

    static void bring(OpenAPI document) {
        document.setServers(null);
        document.setTags(TAGS);
        document.setPaths(sorted(document.getPaths()));
        Components components = document.getComponents();
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        components.setExamples(new TreeMap<>(components.getExamples()));
        components.setParameters(new TreeMap<>(components.getParameters()));
        components.setResponses(new TreeMap<>(components.getResponses()));
        components.setHeaders(new TreeMap<>(components.getHeaders()));
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> tidy(operation, components.getParameters()));
    }

    /** By the place of their tag, then by name. */
    private static Paths sorted(Paths paths) {
        Paths sorted = new Paths();
        paths.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, PathItem> path) -> place(path.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
        return sorted;
    }

    private static int place(PathItem path) {
        return NAMES.indexOf(path.readOperations().getFirst().getTags().getFirst());
    }

    /** A reference stands alone, without what was guessed from the Java method; the parts of the path come first. */
    private static void tidy(Operation operation, Map<String, Parameter> known) {
        if (operation.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .map(given -> given.get$ref() == null ? given : new Parameter().$ref(given.get$ref()))
                    .sorted(Comparator.comparing(parameter -> !isPathPart(parameter, known)))
                    .toList());
        }
        for (ApiResponse response : operation.getResponses().values()) {
            if (response.getHeaders() != null) {
                response.getHeaders()
                        .replaceAll((name, header) ->
                                header.get$ref() == null ? header : new Header().$ref(header.get$ref()));
            }
        }
    }

    private static boolean isPathPart(Parameter parameter, Map<String, Parameter> known) {
        String reference = parameter.get$ref();
        Parameter target =
                reference == null ? parameter : known.get(reference.substring(reference.lastIndexOf('/') + 1));
        return target != null && "path".equals(target.getIn());
    }
}
