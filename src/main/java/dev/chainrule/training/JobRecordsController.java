package dev.chainrule.training;

import dev.chainrule.web.Page;
import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What training jobs have recorded. */
@RestController
@RequestMapping("/api/v1/training-jobs/{id}")
@Tag(name = "Training jobs")
class JobRecordsController {

    private static final String ID = "#/components/parameters/JobId";
    private static final int DEFAULT_POINTS = 500;
    private static final int MOST_POINTS = 100_000;

    private final TrainingService service;

    JobRecordsController(TrainingService service) {
        this.service = service;
    }

    @GetMapping(
            path = "/history",
            produces = {MediaType.APPLICATION_JSON_VALUE, HistoryCsv.TYPE})
    @Operation(operationId = "getTrainingHistory", summary = "Loss and metrics of each epoch", description = """
                    Oldest first, a member after the other; thinned out evenly to `points` epochs, which the members share. With `Accept: text/csv`, as a table: a column for each metric, \
                    empty cells where there is no value.""")
    @ApiResponse(
            responseCode = "200",
            description = "The epochs so far",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = HistoryView.class),
                        examples = @ExampleObject(name = "iris", ref = "#/components/examples/JobHistory")),
                @Content(
                        mediaType = HistoryCsv.TYPE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "iris", ref = "#/components/examples/JobHistoryCsv"))
            })
    @Problems({404, 422})
    HistoryView history(
            @Parameter(ref = ID) @PathVariable String id,
            @Parameter(ref = "#/components/parameters/Points") @RequestParam(required = false) @Nullable String points,
            @Parameter(ref = "#/components/parameters/JobMember") @RequestParam(required = false) @Nullable
                    String member) {
        OptionalInt only = Queries.wholeNumber("member", member, 0, Integer.MAX_VALUE);
        int most = Queries.wholeNumber("points", points, 1, MOST_POINTS).orElse(DEFAULT_POINTS);
        return service.history(
                Queries.id("training job", id), most, only.isPresent() ? Integer.valueOf(only.getAsInt()) : null);
    }

    @GetMapping(path = "/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listCheckpoints", summary = "List the checkpoints of a training job", description = """
                    Newest first. `checkpoint` of the job's `training` says after how many epochs there is one, and how many are kept. \
                    `?checkpoint=` of a prediction takes that of an epoch.""")
    @ApiResponse(
            responseCode = "200",
            description = "The checkpoints; there is no next page",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = "#/components/examples/JobCheckpoints")))
    @Problems(404)
    Page<CheckpointView> checkpoints(@Parameter(ref = ID) @PathVariable String id) {
        return service.checkpoints(Queries.id("training job", id));
    }
}
