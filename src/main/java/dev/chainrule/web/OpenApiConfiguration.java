package dev.chainrule.web;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * The OpenAPI document: operations come from the controllers; request schemas, examples and the problems' descriptions from
 * {@code openapi/*.yaml}, since requests are read by hand and no class carries their shape.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
            Trains feed-forward neural networks by backpropagation, keeps them, and predicts with them. \
            POST a network, a dataset and how to train to /api/v1/training-jobs; watch the loss fall; \
            ask /api/v1/models/{name}/predictions.

            Errors are problem details (RFC 9457). A 422 names every fault of the request by JSON Pointer in `errors`.""";

    @Bean
    OpenAPI openApi(ResourcePatternResolver resources, BuildProperties build) throws IOException {
        OpenAPI document = new OpenAPI()
                .info(new Info()
                        .title("Chainrule")
                        .version(build.getVersion())
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components());
        for (Resource resource : resources.getResources("classpath:openapi/*.yaml")) {
            try (InputStream stream = resource.getInputStream()) {
                merge(Yaml31.mapper().readValue(stream, Components.class), document.getComponents());
            }
        }
        return document;
    }

    private static void merge(Components from, Components into) {
        each(from.getSchemas()).forEach(into::addSchemas);
        each(from.getExamples()).forEach(into::addExamples);
        each(from.getResponses()).forEach(into::addResponses);
        each(from.getParameters()).forEach(into::addParameters);
        each(from.getRequestBodies()).forEach(into::addRequestBodies);
    }

    private static <T> Map<String, T> each(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }

    /** Adds the problems that a handler declares by {@link Problems}. */
    @Bean
    OperationCustomizer problemResponses() {
        return (operation, handler) -> {
            Problems problems = handler.getMethodAnnotation(Problems.class);
            for (int status : problems == null ? new int[0] : problems.value()) {
                operation
                        .getResponses()
                        .addApiResponse(
                                Integer.toString(status),
                                new ApiResponse().$ref("#/components/responses/Problem" + status));
            }
            return operation;
        };
    }

    /** No server address: the document is the same wherever the service runs. */
    @Bean
    OpenApiCustomizer withoutServers() {
        return document -> document.setServers(null);
    }
}
