package dev.chainrule.training;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes what clients see of a job from its rows. */
@Component
class JobViews {

    private final JobTransitionRepository transitions;
    private final JobEpochRepository epochs;
    private final JobJson json;

    JobViews(JobTransitionRepository transitions, JobEpochRepository epochs, JobJson json) {
        this.transitions = transitions;
        this.epochs = epochs;
        this.json = json;
    }

    JobView of(TrainingJob job) {
        JsonNode plan = json.tree(job.plan());
        EpochView latest = at(job, job.epoch());
        StopReason stopReason = job.stopReason();
        String error = job.error();
        return new JobView(
                job.id(),
                job.status().text(),
                stopReason == null ? null : stopReason.text(),
                job.modelName(),
                job.modelVersion(),
                job.origin().networkId(),
                job.origin().datasetId(),
                withoutParameters(plan.path("network")),
                plan.path("preprocessing"),
                plan.path("training"),
                1,
                progress(job, latest),
                latest,
                at(job, job.bestEpoch()),
                error == null ? null : json.error(error),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                transitions.of(job.id()).stream()
                        .map(t -> new JobView.TransitionView(t.status().text(), t.at(), t.reason()))
                        .toList());
    }

    /** Initial values may be many; they are those of the request. */
    private static JsonNode withoutParameters(JsonNode network) {
        return network instanceof ObjectNode object ? object.without("parameters") : network;
    }

    private @Nullable EpochView at(TrainingJob job, @Nullable Integer epoch) {
        return epoch == null ? null : epochs.at(job.id(), epoch).map(this::of).orElse(null);
    }

    private static JobView.ProgressView progress(TrainingJob job, @Nullable EpochView latest) {
        boolean succeeded = job.status() == JobStatus.SUCCEEDED;
        double fraction = succeeded ? 1 : (double) job.epoch() / job.epochs();
        Double speed = latest == null || latest.seconds() <= 0 ? null : job.trainingRows() / latest.seconds();
        Double remaining = latest == null ? null : latest.seconds() * (job.epochs() - job.epoch());
        return new JobView.ProgressView(
                0, job.epoch(), job.epochs(), fraction, speed, job.status().isEnded() ? Double.valueOf(0) : remaining);
    }

    /** At most {@code points} epochs, evenly spread, the first and the last always among them. */
    HistoryView history(TrainingJob job, int points) {
        List<JobEpoch> all = epochs.of(job.id());
        if (all.size() <= points) {
            return new HistoryView(all.stream().map(this::of).toList(), false);
        }
        List<EpochView> thinned = IntStream.range(0, points)
                .mapToObj(
                        i -> all.get(points == 1 ? all.size() - 1 : (int) ((long) i * (all.size() - 1) / (points - 1))))
                .map(this::of)
                .toList();
        return new HistoryView(thinned, true);
    }

    private EpochView of(JobEpoch row) {
        return new EpochView(
                row.member(),
                row.epoch(),
                row.trainLoss(),
                row.validationLoss(),
                row.learningRate(),
                json.tree(row.metrics()),
                row.seconds());
    }
}
