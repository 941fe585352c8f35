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
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/traces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Traces")
class TraceController {

    private final TraceService service;

    TraceController(TraceService service) {
        this.service = service;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "traceBackpropagation",
            summary = "Trace backpropagation",
            description = """
                    Trains a network for a few steps on one input/target pair, or on a batch, and gives every number on the way: \
                    weighted sums, activations, loss, deltas, gradients, updates, and an explanation in words. Nothing is stored. \
                    Computed in double precision. Dropout is off, batch normalization \
                    takes the statistics of the batch, as in training.

                    The network is given inline, with its `parameters`, or with a `seed` that its initializers draw them by \
                    (`seed` stands in the network or beside it; where both are given, `parameters` win). `inputs` and the units of \
                    the last layer may be left out: the input and the target have them. \
                    At most 2,000 parameters, 100 steps, 64 rows, and 5,000,000 numbers in the answer. A trace whose numbers become \
                    too large for a number is refused, naming the step and the layer.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = "#/components/schemas/TraceRequest"),
                                            examples = {
                                                @ExampleObject(
                                                        name = "textbook",
                                                        ref = "#/components/examples/TraceTextbook"),
                                                @ExampleObject(name = "batch", ref = "#/components/examples/TraceBatch")
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Every number of every step",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/Trace"),
                            examples =
                                    @ExampleObject(
                                            name = "textbook",
                                            ref = "#/components/examples/TraceTextbookAnswer")))
    @Problems({400, 413, 415, 422})
    Trace trace(
            @RequestBody JsonNode body,
            @Parameter(
                            description =
                                    "Whether to hold the gradients of step 1 against central differences of the loss; for at"
                                            + " most 100,000,000 activations, parameters times rows times units times 2",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @RequestParam(required = false)
                    @Nullable
                    String gradientCheck,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), "gradientCheck");
        return service.trace(TraceRequestReader.read(body, gradientCheck));
    }
}
