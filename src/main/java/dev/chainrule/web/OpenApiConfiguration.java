package dev.chainrule.web;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * The OpenAPI document: operations come from the controllers, the schemas of most answers from their records; request schemas,
 * parameters, examples and the problems' descriptions from {@code openapi/*.yaml}, since requests are read by hand and no class carries
 * their shape. A test compares the document with {@code docs/openapi.json}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
            Trains feed-forward neural networks by backpropagation, keeps them, and predicts with them. \
            POST a network, a dataset and how to train to /api/v1/training-jobs; watch the loss fall; \
            ask /api/v1/models/{name}/predictions.

            The examples tell one story: the dataset `iris`, a network for it, the training job, the model that it leaves, and its \
            predictions. Ids in them are of that run: put in those of yours.

            Errors are problem details (RFC 9457). A 422 names every fault of the request by JSON Pointer in `errors`. \
            Whatever the operation, a request whose `Host` or `Origin` names a place that the service does not go by is a 403, and while \
            the service starts, stops or cannot reach its database, the answer is a 503 with `Retry-After`.""";

    /** With a server, or springdoc adds the address of whoever asks, after all customizers: {@link OpenApiOrder} takes it out. */
    @Bean
    OpenAPI openApi(BuildProperties build) {
        return new OpenAPI()
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title("Chainrule")
                        .version(build.getVersion())
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    /** Adds the problems that a handler declares by {@link Problems}, and 422: a query parameter that it does not have is always one. */
    @Bean
    OperationCustomizer problemResponses() {
        return (operation, handler) -> {
            Problems problems = handler.getMethodAnnotation(Problems.class);
            Set<Integer> statuses = new TreeSet<>(Set.of(422));
            for (int status : problems == null ? new int[0] : problems.value()) {
                statuses.add(status);
            }
            for (int status : statuses) {
                operation
                        .getResponses()
                        .addApiResponse(
                                Integer.toString(status),
                                new ApiResponse().$ref("#/components/responses/Problem" + status));
            }
            return operation;
        };
    }

    /** Adds what the files have, and puts everything in order. */
    @Bean
    OpenApiCustomizer components(ResourcePatternResolver resources) throws IOException {
        List<Components> files = new ArrayList<>();
        for (Resource resource : resources.getResources("classpath:openapi/*.yaml")) {
            try (InputStream stream = resource.getInputStream()) {
                files.add(Yaml31.mapper().readValue(stream, Components.class));
            }
        }
        return document -> {
            files.forEach(file -> merge(file, document.getComponents()));
            OpenApiOrder.bring(document);
        };
    }

    private static void merge(Components from, Components into) {
        each(from.getSchemas()).forEach(into::addSchemas);
        each(from.getExamples()).forEach(into::addExamples);
        each(from.getResponses()).forEach(into::addResponses);
        each(from.getParameters()).forEach(into::addParameters);
        each(from.getHeaders()).forEach(into::addHeaders);
    }

    private static <T> Map<String, T> each(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
