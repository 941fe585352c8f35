package dev.chainrule.inference;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import dev.chainrule.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
@Tag(name = "Predictions", description = "Ask a model, and measure it")
class InferenceController {

    private static final String UNKNOWN = "unknown";
    private static final String CHECKPOINT = "checkpoint";

    private static final String PREDICT =
            "Instances are arrays in the order of the model's `inputs`, or objects by the inputs' "
                    + "names. Raw values: the model prepares them as it was trained.";
    private static final String PREDICT_ONE = "One instance from the address bar: every input by its name "
            + "(`?sepal_length=5.1&sepal_width=3.5&...`), or all by position (`?x=5.1,3.5,1.4,0.2`).";
    private static final String EVALUATE =
            "Loss and metrics of the model over all rows of a dataset, given by id or inline.";

    private final InferenceService service;

    InferenceController(InferenceService service) {
        this.service = service;
    }

    @PostMapping(path = "/{name}/predictions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Predict",
            description = PREDICT,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            ref = "#/components/requestBodies/Predictions"))
    @ApiResponse(
            responseCode = "200",
            description = "One prediction for each instance",
            content =
                    @Content(
                            schema = @Schema(implementation = PredictionAnswer.class),
                            examples = @ExampleObject(name = "iris", ref = "#/components/examples/IrisPredictions")))
    @Problems({400, 404, 413, 415, 422})
    PredictionAnswer predict(
            @PathVariable String name,
            @RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, null, body, ignoresUnknown(query));
    }

    @PostMapping(path = "/{name}/versions/{version}/predictions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Predict with a version",
            description = PREDICT,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            ref = "#/components/requestBodies/Predictions"))
    @ApiResponse(
            responseCode = "200",
            description = "One prediction for each instance",
            content = @Content(schema = @Schema(implementation = PredictionAnswer.class)))
    @Problems({400, 404, 413, 415, 422})
    PredictionAnswer predict(
            @PathVariable String name,
            @PathVariable String version,
            @RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, version, body, ignoresUnknown(query));
    }

    @GetMapping("/{name}/predictions")
    @Operation(summary = "Predict for one instance", description = PREDICT_ONE)
    @Problems({404, 422})
    PredictionAnswer predict(
            @PathVariable String name, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, null, single(query), ignoresUnknown(query));
    }

    @GetMapping("/{name}/versions/{version}/predictions")
    @Operation(summary = "Predict for one instance with a version", description = PREDICT_ONE)
    @Problems({404, 422})
    PredictionAnswer predict(
            @PathVariable String name,
            @PathVariable String version,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        return service.predict(name, version, single(query), ignoresUnknown(query));
    }

    @PostMapping(path = "/{name}/evaluations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Evaluate",
            description = EVALUATE,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            ref = "#/components/requestBodies/Evaluation"))
    @Problems({400, 404, 413, 415, 422})
    EvaluationAnswer evaluate(@PathVariable String name, @RequestBody JsonNode body) {
        return service.evaluate(name, null, body);
    }

    @PostMapping(path = "/{name}/versions/{version}/evaluations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Evaluate a version",
            description = EVALUATE,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            ref = "#/components/requestBodies/Evaluation"))
    @Problems({400, 404, 413, 415, 422})
    EvaluationAnswer evaluate(@PathVariable String name, @PathVariable String version, @RequestBody JsonNode body) {
        return service.evaluate(name, version, body);
    }

    /** {@code ?unknown=ignore}: a category that the model does not know counts as none of those it knows. */
    private static boolean ignoresUnknown(MultiValueMap<String, String> query) {
        if (query.containsKey(CHECKPOINT)) {
            throw ProblemException.unprocessable(CHECKPOINT, "the query parameter is not supported yet");
        }
        String unknown = query.getFirst(UNKNOWN);
        return switch (unknown == null ? "reject" : unknown) {
            case "reject" -> false;
            case "ignore" -> true;
            default ->
                throw ProblemException.unprocessable(
                        UNKNOWN,
                        "the query parameter must be reject or ignore, was " + JsonText.quote(String.valueOf(unknown)));
        };
    }

    /** The features of the query, each of which may be given once. */
    private static Map<String, String> single(MultiValueMap<String, String> query) {
        Faults faults = new Faults();
        Map<String, String> features = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (parameter.getValue().size() > 1) {
                faults.add(
                        parameter.getKey(), "is given " + parameter.getValue().size() + " times");
            }
            features.put(parameter.getKey(), parameter.getValue().getFirst());
        }
        features.remove(UNKNOWN);
        faults.throwIfAny();
        return features;
    }
}
