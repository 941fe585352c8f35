package dev.chainrule.training;

import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Training jobs: looked at, paused, cancelled, deleted. */
@Service
class TrainingService {

    private static final Duration PAUSING = Duration.ofSeconds(5);

    private final TrainingJobRepository jobs;
    private final JobCheckpointRepository checkpoints;
    private final JobControl control;
    private final Planner planner;
    private final JobJson json;
    private final JobViews views;
    private final RunningJobs running;
    private final JobSignals signals;

    TrainingService(
            TrainingJobRepository jobs,
            JobCheckpointRepository checkpoints,
            JobControl control,
            Planner planner,
            JobJson json,
            JobViews views,
            RunningJobs running,
            JobSignals signals) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
        this.control = control;
        this.planner = planner;
        this.json = json;
        this.views = views;
        this.running = running;
        this.signals = signals;
    }

    /** Waits until a job has ended, or the time is over. */
    void await(UUID id, Duration atMost) {
        signals.await(
                id,
                atMost,
                () -> jobs.findById(id).map(job -> job.status().isEnded()).orElse(true));
    }

    @Transactional(readOnly = true)
    public JobView find(UUID id) {
        return views.of(get(id));
    }

    /** A job with what tells whether it has changed. */
    record Found(JobView job, long revision) {}

    @Transactional(readOnly = true)
    public Found findWithRevision(UUID id) {
        TrainingJob job = get(id);
        return new Found(views.of(job), job.revision());
    }

    @Transactional(readOnly = true)
    public Page<JobView> list(int limit, @Nullable UUID after, @Nullable JobStatus status, @Nullable String modelName) {
        List<TrainingJob> found = jobs.page(after, status, modelName, Limit.of(limit + 1));
        return Page.of(found, limit, job -> job.id().toString()).map(views::of);
    }

    @Transactional(readOnly = true)
    public HistoryView history(UUID id, int points, @Nullable Integer member) {
        return views.history(get(id), points, member);
    }

    /** The checkpoints of a job, newest first. */
    @Transactional(readOnly = true)
    public Page<CheckpointView> checkpoints(UUID id) {
        get(id);
        return new Page<>(checkpoints.views(id), null);
    }

    /** Cancels a job; its last checkpoint, if it has any, becomes a model. */
    JobView cancel(UUID id) {
        TrainingJob job = get(id);
        if (!control.cancel(id, null)) {
            control.cancel(id, planner.plan(json.tree(job.plan())));
        }
        running.stop(id);
        return find(id);
    }

    /** Pauses a running job at its next batch, which is waited for a little. */
    JobView pause(UUID id) {
        get(id);
        control.requestPause(id);
        running.stop(id);
        signals.await(
                id,
                PAUSING,
                () -> jobs.findById(id)
                        .map(job -> job.status() != JobStatus.RUNNING)
                        .orElse(true));
        return find(id);
    }

    JobView resume(UUID id) {
        get(id);
        control.resume(id);
        return find(id);
    }

    /** Deletes an ended job with its history; the model that it made stays. */
    @Transactional
    public void delete(UUID id) {
        TrainingJob job = jobs.lock(id).orElseThrow(() -> notFound(id));
        if (!job.status().isEnded()) {
            throw ProblemException.conflict(
                    "the job is " + job.status().text() + "; only one that has ended can be deleted");
        }
        jobs.delete(job);
    }

    private TrainingJob get(UUID id) {
        return jobs.findById(id).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(UUID id) {
        return ProblemException.notFound("there is no training job " + id);
    }
}
