package dev.chainrule.training;

import java.util.List;
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
        EpochView latest = at(job, job.progress().epoch());
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
                plan.get(Continuation.PROPERTY),
                plan.get(Preparing.PROPERTY),
                plan.path("training"),
                1,
                progress(job, latest),
                latest,
                at(job, job.progress().bestEpoch()),
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
        double fraction =
                succeeded ? 1 : (double) job.progress().epoch() / job.progress().epochs();
        Double speed =
                latest == null || latest.seconds() <= 0 ? null : job.progress().trainingRows() / latest.seconds();
        Double remaining = latest == null
                ? null
                : latest.seconds() * (job.progress().epochs() - job.progress().epoch());
        return new JobView.ProgressView(
                0,
                job.progress().epoch(),
                job.progress().epochs(),
                fraction,
                speed,
                job.status().isEnded() ? Double.valueOf(0) : remaining);
    }

    /** At most {@code points} epochs, evenly spread, the first and the last among them; of a single one, the last. */
    HistoryView history(TrainingJob job, int points) {
        long count = epochs.count(job.id());
        List<JobEpoch> rows;
        if (count <= points) {
            rows = epochs.of(job.id());
        } else if (points == 1) {
            rows = epochs.at(job.id(), Math.toIntExact(count)).stream().toList();
        } else {
            rows = epochs.thinned(job.id(), 0, count, points - 1L);
        }
        return new HistoryView(rows.stream().map(this::of).toList(), count > points);
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
