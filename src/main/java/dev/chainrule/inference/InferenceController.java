package dev.chainrule.inference;

import dev.chainrule.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Predictions")
class InferenceController {

    private final InferenceService service;

    InferenceController(InferenceService service) {
        this.service = service;
    }

    @PostMapping(path = "/{name}/predictions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "predict",
            summary = "Predict",
            description = InferenceDocs.PREDICT,
            parameters = {
                @Parameter(ref = InferenceDocs.IGNORE_OR_REJECT),
                @Parameter(ref = InferenceDocs.CHECKPOINT),
                @Parameter(ref = InferenceDocs.HEADER)
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(ref = InferenceDocs.INSTANCES),
                                        examples = {
                                            @ExampleObject(name = "by position", ref = InferenceDocs.ARRAYS),
                                            @ExampleObject(name = "by name", ref = InferenceDocs.OBJECTS)
                                        }),
                                @Content(
                                        mediaType = CsvPredictionController.CSV,
                                        schema = @Schema(type = "string"),
                                        examples = @ExampleObject(name = "csv", ref = InferenceDocs.CSV_ROWS))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "One prediction for each instance",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(ref = InferenceDocs.PREDICTIONS),
                        examples = {
                            @ExampleObject(name = "classification", ref = InferenceDocs.CLASSES),
                            @ExampleObject(name = "regression", ref = InferenceDocs.VALUES),
                            @ExampleObject(name = "matrix", ref = InferenceDocs.OUTPUTS)
                        }),
                @Content(
                        mediaType = CsvPredictionController.CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "csv", ref = InferenceDocs.CSV_PREDICTIONS))
            })
    @Problems({400, 404, 413, 415, 422})
    PredictionAnswer predict(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name,
            @RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, null, body, PredictionOptions.readOnly(query));
    }

    @PostMapping(path = "/{name}/versions/{version}/predictions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "predictWithVersion",
            summary = "Predict with a version",
            description = InferenceDocs.PREDICT,
            parameters = {
                @Parameter(ref = InferenceDocs.IGNORE_OR_REJECT),
                @Parameter(ref = InferenceDocs.CHECKPOINT),
                @Parameter(ref = InferenceDocs.HEADER)
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(ref = InferenceDocs.INSTANCES),
                                        examples = {
                                            @ExampleObject(name = "by position", ref = InferenceDocs.ARRAYS),
                                            @ExampleObject(name = "by name", ref = InferenceDocs.OBJECTS)
                                        }),
                                @Content(
                                        mediaType = CsvPredictionController.CSV,
                                        schema = @Schema(type = "string"),
                                        examples = @ExampleObject(name = "csv", ref = InferenceDocs.CSV_ROWS))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "One prediction for each instance",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(ref = InferenceDocs.PREDICTIONS),
                        examples = {
                            @ExampleObject(name = "classification", ref = InferenceDocs.CLASSES),
                            @ExampleObject(name = "regression", ref = InferenceDocs.VALUES),
                            @ExampleObject(name = "matrix", ref = InferenceDocs.OUTPUTS)
                        }),
                @Content(
                        mediaType = CsvPredictionController.CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "csv", ref = InferenceDocs.CSV_PREDICTIONS))
            })
    @Problems({400, 404, 413, 415, 422})
    PredictionAnswer predict(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name,
            @Parameter(ref = InferenceDocs.VERSION) @PathVariable String version,
            @RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, version, body, PredictionOptions.readOnly(query));
    }

    @GetMapping("/{name}/predictions")
    @Operation(
            operationId = "predictOne",
            summary = "Predict for one instance",
            description = InferenceDocs.PREDICT_ONE,
            parameters = {
                @Parameter(ref = InferenceDocs.BY_NAME),
                @Parameter(ref = InferenceDocs.BY_POSITION),
                @Parameter(ref = InferenceDocs.IGNORE_OR_REJECT),
                @Parameter(ref = InferenceDocs.CHECKPOINT)
            })
    @ApiResponse(
            responseCode = "200",
            description = "The prediction",
            content =
                    @Content(
                            schema = @Schema(ref = InferenceDocs.PREDICTIONS),
                            examples = @ExampleObject(name = "classification", ref = InferenceDocs.ONE)))
    @Problems({404, 422})
    PredictionAnswer predict(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, null, PredictionOptions.features(query), PredictionOptions.read(query));
    }

    @GetMapping("/{name}/versions/{version}/predictions")
    @Operation(
            operationId = "predictOneWithVersion",
            summary = "Predict for one instance with a version",
            description = InferenceDocs.PREDICT_ONE,
            parameters = {
                @Parameter(ref = InferenceDocs.BY_NAME),
                @Parameter(ref = InferenceDocs.BY_POSITION),
                @Parameter(ref = InferenceDocs.IGNORE_OR_REJECT),
                @Parameter(ref = InferenceDocs.CHECKPOINT)
            })
    @ApiResponse(
            responseCode = "200",
            description = "The prediction",
            content =
                    @Content(
                            schema = @Schema(ref = InferenceDocs.PREDICTIONS),
                            examples = @ExampleObject(name = "classification", ref = InferenceDocs.ONE)))
    @Problems({404, 422})
    PredictionAnswer predict(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name,
            @Parameter(ref = InferenceDocs.VERSION) @PathVariable String version,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, version, PredictionOptions.features(query), PredictionOptions.read(query));
    }

    @PostMapping(path = "/{name}/evaluations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "evaluate",
            summary = "Evaluate",
            description = InferenceDocs.EVALUATE,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = InferenceDocs.EVALUATION),
                                            examples = {
                                                @ExampleObject(name = "inline", ref = InferenceDocs.INLINE),
                                                @ExampleObject(name = "stored", ref = InferenceDocs.STORED)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "How good the model is on the dataset",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = InferenceDocs.MEASURED)))
    @Problems({400, 404, 413, 415, 422})
    EvaluationAnswer evaluate(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name, @RequestBody JsonNode body) {
        return service.evaluate(name, null, body);
    }

    @PostMapping(path = "/{name}/versions/{version}/evaluations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "evaluateVersion",
            summary = "Evaluate a version",
            description = InferenceDocs.EVALUATE,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = InferenceDocs.EVALUATION),
                                            examples = {
                                                @ExampleObject(name = "inline", ref = InferenceDocs.INLINE),
                                                @ExampleObject(name = "stored", ref = InferenceDocs.STORED)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "How good the model is on the dataset",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = InferenceDocs.MEASURED)))
    @Problems({400, 404, 413, 415, 422})
    EvaluationAnswer evaluate(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name,
            @Parameter(ref = InferenceDocs.VERSION) @PathVariable String version,
            @RequestBody JsonNode body) {
        return service.evaluate(name, version, body);
    }
}
