package dev.chainrule.training;

import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Steers training jobs. */
@RestController
@RequestMapping(path = "/api/v1/training-jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Training jobs")
class JobControlController {

    private static final String ID = "#/components/parameters/JobId";

    private final TrainingService service;

    JobControlController(TrainingService service) {
        this.service = service;
    }

    @PostMapping("/cancel")
    @Operation(operationId = "cancelTrainingJob", summary = "Cancel a training job", description = """
                    A queued, running or paused job ends here. Its last checkpoint, if it has any, becomes the next version of its \
                    model, with the metrics of that epoch. A job that has ended is a 409.""")
    @ApiResponse(
            responseCode = "200",
            description = "The job, cancelled",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "job", ref = "#/components/examples/JobCancelled")))
    @Problems({404, 409})
    JobView cancel(@Parameter(ref = ID) @PathVariable String id) {
        return service.cancel(Queries.id("training job", id));
    }

    @PostMapping("/pause")
    @Operation(operationId = "pauseTrainingJob", summary = "Pause a training job", description = """
                    A running job stops at its next batch and makes room for another one; it stays paused, also when the service is \
                    started again, until it is resumed or cancelled. The answer waits for that for a few seconds: where the batch takes \
                    longer, the job is still running in it and pauses afterwards. Any other job is a 409.""")
    @ApiResponse(
            responseCode = "200",
            description = "The job, paused or about to be",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "job", ref = "#/components/examples/JobPaused")))
    @Problems({404, 409})
    JobView pause(@Parameter(ref = ID) @PathVariable String id) {
        return service.pause(Queries.id("training job", id));
    }

    @PostMapping("/resume")
    @Operation(operationId = "resumeTrainingJob", summary = "Resume a paused training job", description = """
                    The job is queued again and goes on from the batch at which it stopped, to the same bits as if it had never been \
                    paused. A job that is not paused is a 409.""")
    @ApiResponse(
            responseCode = "200",
            description = "The job, queued",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "job", ref = "#/components/examples/JobQueued")))
    @Problems({404, 409})
    JobView resume(@Parameter(ref = ID) @PathVariable String id) {
        return service.resume(Queries.id("training job", id));
    }
}
