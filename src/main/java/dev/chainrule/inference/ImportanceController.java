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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/models/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Predictions")
class ImportanceController {

    private static final String DESCRIPTION = """
            Permutation importance: the rows of a dataset, given by id or inline, are predicted with one column shuffled, and again \
            for each column and repeat; how much worse the predictions become is what the model takes from that column. Worse is a \
            higher log loss of a classification, a higher rmse, in original units, of a regression. Raw columns are shuffled, as they \
            stand in the dataset. Columns that say the same stand in for each other: each then looks less important than both are. \
            On rows that the model was not trained on it tells what helps to predict, on training rows what was learned. \
            The dataset is checked as for an evaluation. The same `seed` gives the same answer.""";

    private final ImportanceService service;

    ImportanceController(ImportanceService service) {
        this.service = service;
    }

    @PostMapping(path = "/importance", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "importance",
            summary = "Importance of the columns",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = InferenceDocs.IMPORTANCE),
                                            examples = {
                                                @ExampleObject(name = "stored", ref = InferenceDocs.IMPORTANCE_STORED),
                                                @ExampleObject(name = "inline", ref = InferenceDocs.IMPORTANCE_INLINE)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Each column, the most important first",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = InferenceDocs.IMPORTANCE_ANSWER)))
    @Problems({400, 404, 413, 415, 422})
    ImportanceAnswer importance(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name, @RequestBody JsonNode body) {
        return service.importance(name, null, body);
    }

    @PostMapping(path = "/versions/{version}/importance", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "importanceOfVersion",
            summary = "Importance of the columns to a version",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = InferenceDocs.IMPORTANCE),
                                            examples = {
                                                @ExampleObject(name = "stored", ref = InferenceDocs.IMPORTANCE_STORED),
                                                @ExampleObject(name = "inline", ref = InferenceDocs.IMPORTANCE_INLINE)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Each column, the most important first",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = InferenceDocs.IMPORTANCE_ANSWER)))
    @Problems({400, 404, 413, 415, 422})
    ImportanceAnswer importance(
            @Parameter(ref = InferenceDocs.NAME) @PathVariable String name,
            @Parameter(ref = InferenceDocs.VERSION) @PathVariable String version,
            @RequestBody JsonNode body) {
        return service.importance(name, version, body);
    }
}
