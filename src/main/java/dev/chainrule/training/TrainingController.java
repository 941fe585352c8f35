package dev.chainrule.training;

import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/training-jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Training jobs")
class TrainingController {

    private static final String ID = "#/components/parameters/JobId";
    private static final String SUCCEEDED = "#/components/examples/JobSucceeded";

    private final TrainingService service;
    private final Submissions submissions;
    private final Planner planner;

    TrainingController(TrainingService service, Submissions submissions, Planner planner) {
        this.service = service;
        this.submissions = submissions;
        this.planner = planner;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "submitTrainingJob",
            summary = "Start a training job",
            description = """
                    Queues a job that trains a network on a dataset, each given by id or inline, and answers with it. With \
                    `Prefer: wait=30` the answer comes when the job has ended, or after those seconds (60 at most). With `?dryRun=true` \
                    nothing is started: the answer is the resolved plan, every default filled in.

                    An inline dataset is stored: `datasetId` of the answer is its id. When the job succeeds, it leaves the next version \
                    of the model `modelName`.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = "#/components/schemas/TrainingJobRequest"),
                                            examples = {
                                                @ExampleObject(name = "xor", ref = "#/components/examples/XorJob"),
                                                @ExampleObject(name = "iris", ref = "#/components/examples/IrisJob"),
                                                @ExampleObject(
                                                        name = "stored network",
                                                        ref = "#/components/examples/StoredNetworkJob")
                                            })))
    @ApiResponse(
            responseCode = "202",
            description = "The job was queued; with `Prefer: wait` it may have ended, well or not: see its `status`",
            headers = @Header(name = "Location", ref = "#/components/headers/Location"),
            content =
                    @Content(
                            schema = @Schema(implementation = JobView.class),
                            examples = {
                                @ExampleObject(name = "queued", ref = "#/components/examples/JobQueued"),
                                @ExampleObject(name = "succeeded", ref = SUCCEEDED)
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The resolved plan (dry run)",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/Plan"),
                            examples = @ExampleObject(name = "plan", ref = "#/components/examples/IrisPlan")))
    @Problems({400, 413, 415, 422, 429, 503})
    ResponseEntity<?> submit(
            @RequestBody JsonNode body,
            @Parameter(ref = "#/components/parameters/DryRun") @RequestParam(required = false) @Nullable String dryRun,
            @Parameter(ref = "#/components/parameters/Prefer")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    String prefer,
            @Parameter(ref = "#/components/parameters/IdempotencyKey")
                    @RequestHeader(name = IdempotencyKeys.HEADER, required = false)
                    @Nullable
                    String idempotencyKey) {
        if (flag("dryRun", dryRun)) {
            return ResponseEntity.ok(planner.plan(body).describe());
        }
        UUID id = submissions.submit(body, idempotencyKey);
        Optional<Duration> wait = Preference.wait(prefer);
        wait.ifPresent(time -> service.await(id, time));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.accepted().location(URI.create("/api/v1/training-jobs/" + id));
        wait.ifPresent(time -> answer.header("Preference-Applied", "wait=" + time.toSeconds()));
        return answer.body(service.find(id));
    }

    @GetMapping
    @Operation(
            operationId = "listTrainingJobs",
            summary = "List training jobs",
            description = "Newest first, a page at a time.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of jobs",
            headers = @Header(name = "Link", ref = "#/components/headers/Link"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "page", ref = "#/components/examples/JobPage")))
    @Problems(422)
    ResponseEntity<Page<JobView>> list(
            @Parameter(ref = Queries.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(ref = Queries.AFTER) @RequestParam(required = false) @Nullable String after,
            @Parameter(ref = "#/components/parameters/JobStatus") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(ref = "#/components/parameters/JobModelName") @RequestParam(required = false) @Nullable
                    String modelName) {
        return Queries.answer(service.list(Queries.limit(limit), Queries.after(after), status(status), modelName));
    }

    private static @Nullable JobStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.unprocessable(
                        "status",
                        "the query parameter must be one of "
                                + Arrays.stream(JobStatus.values())
                                        .map(JobStatus::text)
                                        .collect(Collectors.joining(", "))
                                + ", was \"" + text + "\""));
    }

    private static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.isEmpty() || text.equals("true")) {
            return true;
        }
        throw ProblemException.unprocessable(name, "the query parameter must be true or false, was \"" + text + "\"");
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getTrainingJob",
            summary = "Look at a training job",
            description = "Its status, progress, last and best epoch, and what it was resolved to.")
    @ApiResponse(
            responseCode = "200",
            description = "The job",
            headers = @Header(name = "ETag", ref = "#/components/headers/ETag"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "succeeded", ref = SUCCEEDED)))
    @Problems(404)
    ResponseEntity<JobView> find(@Parameter(ref = ID) @PathVariable String id) {
        TrainingService.Found found = service.findWithRevision(Queries.id("training job", id));
        return ResponseEntity.ok().eTag(Long.toString(found.revision())).body(found.job());
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteTrainingJob",
            summary = "Delete a training job",
            description = "A job that has ended, with its history; any other is a 409. The model that it made stays.")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems({404, 409})
    ResponseEntity<Void> delete(@Parameter(ref = ID) @PathVariable String id) {
        service.delete(Queries.id("training job", id));
        return ResponseEntity.noContent().build();
    }
}
