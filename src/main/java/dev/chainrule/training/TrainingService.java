package dev.chainrule.training;

import dev.chainrule.dataset.Dataset;
import dev.chainrule.dataset.DatasetService;
import dev.chainrule.engine.EngineVersion;
import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Training jobs: submitted, looked at, cancelled, deleted. */
@Service
class TrainingService {

    private final TrainingJobRepository jobs;
    private final JobTransitionRepository transitions;
    private final DatasetService datasets;
    private final JobStore store;
    private final JobViews views;
    private final JobQueue queue;
    private final RunningJobs running;
    private final JobSignals signals;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TrainingService(
            TrainingJobRepository jobs,
            JobTransitionRepository transitions,
            DatasetService datasets,
            JobStore store,
            JobViews views,
            JobQueue queue,
            RunningJobs running,
            JobSignals signals,
            TransactionTemplate transactions,
            Clock clock) {
        this.jobs = jobs;
        this.transitions = transitions;
        this.datasets = datasets;
        this.store = store;
        this.views = views;
        this.queue = queue;
        this.running = running;
        this.signals = signals;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Stores a job and puts it into the queue, both or neither. */
    UUID submit(TrainingPlan plan) {
        UUID id = transactions.execute(status -> {
            Dataset dataset = datasets.store(plan.dataset());
            if (!datasets.hold(dataset.id())) {
                throw ProblemException.unprocessable(
                        "/dataset/id", "there is no dataset " + dataset.id() + " any more");
            }
            TrainingJob job = jobs.save(new TrainingJob(
                    plan.resolved(dataset.id()).toString(),
                    new JobOrigin(plan.networkId(), dataset.id(), dataset.sha256(), EngineVersion.CURRENT),
                    plan.spec().epochs(),
                    plan.trainingRows(),
                    clock.instant()));
            job.nameModel(plan.modelName());
            transitions.save(job.queued(clock.instant()));
            queue.add(job.id());
            return job.id();
        });
        if (id == null) {
            throw new IllegalStateException("the job was not stored");
        }
        return id;
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

    @Transactional(readOnly = true)
    public Page<JobView> list(int limit, @Nullable UUID after, @Nullable JobStatus status, @Nullable String modelName) {
        List<TrainingJob> found = jobs.page(after, status, modelName, Limit.of(limit + 1));
        return Page.of(found, limit, job -> job.id().toString()).map(views::of);
    }

    @Transactional(readOnly = true)
    public HistoryView history(UUID id, int points) {
        return views.history(get(id), points);
    }

    JobView cancel(UUID id) {
        get(id);
        store.cancel(id, clock.instant());
        running.stop(id);
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
