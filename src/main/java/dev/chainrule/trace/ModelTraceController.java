package dev.chainrule.trace;

import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/models/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Traces")
class ModelTraceController {

    private static final String DESCRIPTION = """
            One raw instance through a trained model and back: what it is prepared to, every number of a step of training on it, and an             explanation in words. The instance is given as for a prediction, the target as in a dataset: a class by its label, a             value in original units, several values as an array or by their names. The loss is the one that the model was trained             with. Nothing is stored, and the model does not change.

            Computed in double precision from the stored float32 parameters. Dropout is off. Batch normalization takes the statistics             of the batch, as in training, which of one row are the row itself: behind it a trace differs from a prediction. At most             2,000 parameters and 100 steps.""";
    private static final String NAME = "#/components/parameters/ModelName";
    private static final String VERSION = "#/components/parameters/ModelVersion";
    private static final String MEMBER = "#/components/parameters/ModelMember";
    private static final String CHECK = "#/components/parameters/GradientCheck";
    private static final String REQUEST = "#/components/schemas/ModelTraceRequest";
    private static final String TRACE = "#/components/schemas/ModelTrace";
    private static final String ANSWER = "#/components/examples/TraceIrisAnswer";
    private static final String BY_NAME = "#/components/examples/TraceIrisByName";
    private static final String BY_POSITION = "#/components/examples/TraceIrisByPosition";

    private final ModelTraceService service;

    ModelTraceController(ModelTraceService service) {
        this.service = service;
    }

    @PostMapping(path = "/traces", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "traceModel",
            summary = "Trace a trained model",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = REQUEST),
                                            examples = {
                                                @ExampleObject(name = "by name", ref = BY_NAME),
                                                @ExampleObject(name = "by position", ref = BY_POSITION)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Every number of every step",
            content = @Content(schema = @Schema(ref = TRACE), examples = @ExampleObject(name = "iris", ref = ANSWER)))
    @Problems({400, 404, 413, 415, 422})
    ModelTrace trace(
            @Parameter(ref = NAME) @PathVariable String name,
            @RequestBody JsonNode body,
            @Parameter(ref = MEMBER) @RequestParam(required = false) @Nullable String member,
            @Parameter(ref = CHECK) @RequestParam(required = false) @Nullable String gradientCheck) {
        return service.trace(name, null, index(member), body, gradientCheck);
    }

    @PostMapping(path = "/versions/{version}/traces", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "traceModelVersion",
            summary = "Trace a version of a trained model",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = REQUEST),
                                            examples = {
                                                @ExampleObject(name = "by name", ref = BY_NAME),
                                                @ExampleObject(name = "by position", ref = BY_POSITION)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Every number of every step",
            content = @Content(schema = @Schema(ref = TRACE), examples = @ExampleObject(name = "iris", ref = ANSWER)))
    @Problems({400, 404, 413, 415, 422})
    ModelTrace trace(
            @Parameter(ref = NAME) @PathVariable String name,
            @Parameter(ref = VERSION) @PathVariable String version,
            @RequestBody JsonNode body,
            @Parameter(ref = MEMBER) @RequestParam(required = false) @Nullable String member,
            @Parameter(ref = CHECK) @RequestParam(required = false) @Nullable String gradientCheck) {
        return service.trace(name, version, index(member), body, gradientCheck);
    }

    private static int index(@Nullable String member) {
        return Queries.wholeNumber("member", member, 0, Integer.MAX_VALUE).orElse(0);
    }
}
