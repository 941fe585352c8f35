package dev.chainrule.training;

import dev.chainrule.web.ProblemException;
import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Server-sent events. A stream is written by the (virtual) thread of its request. */
@RestController
@RequestMapping("/api/v1/training-jobs")
@Tag(name = "Training jobs")
class EventController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String POSITION = "#/components/parameters/LastEventId";
    private static final String SCHEMA = "#/components/schemas/EventStream";
    private static final int MOST_JOBS = 100;

    private final EventStreams streams;

    EventController(EventStreams streams) {
        this.streams = streams;
    }

    @GetMapping("/{id}/events")
    @Operation(operationId = "streamTrainingJobEvents", summary = "Follow a training job", description = """
                    Server-sent events, from the job's beginning or from `Last-Event-ID` on. The stream ends after `done`; a job that has \
                    ended already gives its events and `done`.

                    | event | data: `jobId` and |
                    |---|---|
                    | `state` | the transition: `status`, `at`, `reason` |
                    | `epoch` | the row of the history: `member`, `epoch`, `trainLoss`, `validationLoss`, `learningRate`, `metrics`, `seconds` |
                    | `checkpoint` | the checkpoint: `member`, `epoch`, `trainLoss`, `validationLoss`, `createdAt` |
                    | `done` | the job as it ended |

                    At most ten `epoch` events a second: where epochs are faster, the latest one is told, and always the last; of several \
                    members that are trained side by side, their latest in turn. Who comes \
                    late, or back, is told at once what was missed, with at most 500 epochs, evenly chosen if there were more, and the \
                    checkpoints that are still kept. What an interrupted run repeats is not told again: its numbers are the same.

                    The `id` of an event is a position, to be sent back as it is: a stream goes on behind it without a gap, also after a \
                    restart of the service and on another replica. A comment line comes every 15 seconds. A client that does not read is \
                    disconnected.""")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(ref = SCHEMA),
                            examples = @ExampleObject(name = "iris", ref = "#/components/examples/JobEvents")))
    @ApiResponse(
            responseCode = "204",
            description = "`done` was told already: a browser's EventSource does not ask again",
            content = @Content)
    @Problems({404, 422})
    void ofOne(
            @Parameter(ref = "#/components/parameters/JobId") @PathVariable String id,
            @Parameter(ref = POSITION) @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        UUID job = Queries.id("training job", id);
        if (!streams.unknown(Set.of(job)).isEmpty()) {
            throw ProblemException.notFound("there is no training job " + job);
        }
        serve(Set.of(job), lastEventId, request, response);
    }

    @GetMapping("/events")
    @Operation(
            operationId = "streamTrainingEvents",
            summary = "Follow several training jobs, or all",
            description = """
                    The events of several jobs over one connection, as those of one: with `job`, of these jobs, until the last of them has \
                    ended; without, of all that have not ended and of all to come, and the stream does not end by itself.

                    The events of each job are in order. An `id` says how far each job was told: jobs that `Last-Event-ID` does not know \
                    are told from their beginning. In a stream of all jobs, events have no `id` while more than 250 jobs would have to \
                    stand in it; a client that is disconnected then is told some of them again.""")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(ref = SCHEMA),
                            examples =
                                    @ExampleObject(name = "two jobs", ref = "#/components/examples/EventsOfTwoJobs")))
    @ApiResponse(
            responseCode = "204",
            description = "`done` was told already of all jobs asked for",
            content = @Content)
    @Problems(422)
    void ofSeveral(
            @Parameter(ref = "#/components/parameters/EventJobs") @RequestParam(required = false) @Nullable
                    List<String> job,
            @Parameter(ref = POSITION) @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (job == null) {
            StreamPosition from = EventStreams.position(lastEventId);
            start(request, response, out -> streams.serveAll(from, out));
            return;
        }
        if (job.isEmpty() || job.size() > MOST_JOBS) {
            throw ProblemException.unprocessable("job", "1 to " + MOST_JOBS + " jobs may be given, were " + job.size());
        }
        serve(streams.jobs(job), lastEventId, request, response);
    }

    private void serve(
            Set<UUID> jobs, @Nullable String lastEventId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StreamPosition from = EventStreams.position(lastEventId);
        if (jobs.stream().allMatch(job -> from.of(job).end())) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        start(request, response, out -> streams.serve(jobs, from, out));
    }

    private static void start(HttpServletRequest request, HttpServletResponse response, Consumer<OutputStream> stream)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // proxies that know this header pass on each event at once
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        response.flushBuffer();
        stream.accept(response.getOutputStream());
    }
}
