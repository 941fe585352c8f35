package dev.chainrule.training;

import dev.chainrule.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes what clients see of a job from its rows. */
@Component
class JobViews {

    private final JobTransitionRepository transitions;
    private final JobMemberRepository members;
    private final JobEpochRepository epochs;
    private final JobJson json;

    JobViews(
            JobTransitionRepository transitions, JobMemberRepository members, JobEpochRepository epochs, JobJson json) {
        this.transitions = transitions;
        this.members = members;
        this.epochs = epochs;
        this.json = json;
    }

    JobView of(TrainingJob job) {
        JsonNode plan = json.tree(job.plan());
        List<JobMember> all = members.of(job.id());
        JobMember current = current(job, all);
        EpochView latest = at(job, current.member(), current.epoch());
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
                withoutParameters(plan.get("network")),
                plan.get(Continuation.PROPERTY),
                plan.get(Preparing.PROPERTY),
                plan.get("training"),
                withoutParametersOfEach(plan.get(ExpertRequest.PROPERTY)),
                plan.get(Validation.PROPERTY),
                plan.get(Blend.PROPERTY),
                all.size(),
                progress(job, all),
                latest,
                best(job, all),
                error == null ? null : json.error(error),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                transitions.of(job.id()).stream()
                        .map(t -> new JobView.TransitionView(t.status().text(), t.at(), t.reason()))
                        .toList());
    }

    /** Initial values may be many; they are those of the request. */
    private static @Nullable JsonNode withoutParameters(@Nullable JsonNode network) {
        return network instanceof ObjectNode object ? object.without("parameters") : network;
    }

    private static @Nullable JsonNode withoutParametersOfEach(@Nullable JsonNode experts) {
        if (experts != null) {
            experts.forEach(expert -> withoutParameters(expert.get("network")));
        }
        return experts;
    }

    /** The member whose epoch was recorded last, of those that are still there after an interruption. */
    private static JobMember current(TrainingJob job, List<JobMember> all) {
        JobMember latest = all.get(job.latestMember());
        return latest.epoch() > 0
                ? latest
                : all.stream().filter(member -> member.epoch() > 0).findFirst().orElse(latest);
    }

    private @Nullable EpochView at(TrainingJob job, int member, int epoch) {
        return epoch == 0
                ? null
                : epochs.at(job.id(), member, epoch).map(this::of).orElse(null);
    }

    /** Of all members the epoch with the lowest monitored loss; of equal ones the first. */
    private @Nullable EpochView best(TrainingJob job, List<JobMember> all) {
        JobMember best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (JobMember member : all) {
            double loss = member.best().map(JobMember.Best::loss).orElse(Double.POSITIVE_INFINITY);
            if (loss < lowest) {
                lowest = loss;
                best = member;
            }
        }
        return best == null
                ? null
                : at(job, best.member(), best.best().orElseThrow().epoch());
    }

    /** A finished member has done all its epochs, however many these were. */
    private JobView.ProgressView progress(TrainingJob job, List<JobMember> all) {
        long epochsLeft = 0;
        long epochsInAll = 0;
        double rowsASecond = 0;
        double epochsASecond = 0;
        for (JobMember member : all) {
            epochsLeft += member.epochsLeft();
            epochsInAll += member.epochs();
            EpochView last = member.isUnderWay() || all.size() == 1 ? at(job, member.member(), member.epoch()) : null;
            if (last != null && last.seconds() > 0) {
                rowsASecond += member.trainingRows() / last.seconds();
                epochsASecond += 1 / last.seconds();
            }
        }
        JobMember current = current(job, all);
        boolean ended = job.status().isEnded();
        double fraction = (double) (epochsInAll - epochsLeft) / epochsInAll;
        Double remaining = epochsASecond == 0 ? null : Double.valueOf(epochsLeft / epochsASecond);
        return new JobView.ProgressView(
                current.member(),
                current.epoch(),
                current.epochs(),
                job.status() == JobStatus.SUCCEEDED ? 1 : fraction,
                rowsASecond == 0 ? null : Double.valueOf(rowsASecond),
                ended ? Double.valueOf(0) : remaining);
    }

    /**
     * At most {@code points} epochs of each member in turn, evenly spread, the first and the last among them; of a single one, the last.
     *
     * @param member null: all members, which share the points
     */
    HistoryView history(TrainingJob job, int points, @Nullable Integer member) {
        List<JobMember> all = members.of(job.id());
        if (member != null && member >= all.size()) {
            throw ProblemException.unprocessable(
                    "member", "the members of the job are 0 to " + (all.size() - 1) + ", there is no member " + member);
        }
        int first = member == null ? 0 : member;
        int count = member == null ? all.size() : 1;
        List<EpochView> views = new ArrayList<>();
        boolean downsampled = false;
        for (int i = 0; i < count; i++) {
            int share = points / count + (i < points % count ? 1 : 0);
            List<JobEpoch> rows = thinned(job.id(), first + i, share);
            rows.forEach(row -> views.add(of(row)));
            downsampled |= rows.size() < all.get(first + i).epoch();
        }
        return new HistoryView(views, downsampled);
    }

    private List<JobEpoch> thinned(UUID job, int member, int points) {
        long count = epochs.count(job, member);
        if (count <= points) {
            return epochs.of(job, member);
        }
        return switch (points) {
            case 0 -> List.of();
            case 1 -> epochs.at(job, member, Math.toIntExact(count)).stream().toList();
            default -> epochs.thinned(job, member, count, points - 1L);
        };
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
