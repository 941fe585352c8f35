package dev.chainrule.training;

import dev.chainrule.dataset.Dataset;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.DatasetService;
import dev.chainrule.engine.EngineVersion;
import dev.chainrule.model.ModelService;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.web.ChainruleProperties;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Takes training jobs in: each idempotency key makes one, and no more wait than the queue holds. */
@Component
class Submissions {

    private static final int RETRY_WHEN_FULL = 10;

    private final TrainingJobRepository jobs;
    private final JobMemberRepository members;
    private final JobTransitionRepository transitions;
    private final IdempotencyKeys keys;
    private final Planner planner;
    private final DatasetService datasets;
    private final ModelService models;
    private final JobQueue queue;
    private final ApplicationAvailability availability;
    private final ChainruleProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Submissions(
            TrainingJobRepository jobs,
            JobMemberRepository members,
            JobTransitionRepository transitions,
            IdempotencyKeys keys,
            Planner planner,
            DatasetService datasets,
            ModelService models,
            JobQueue queue,
            ApplicationAvailability availability,
            ChainruleProperties properties,
            TransactionTemplate transactions,
            Clock clock) {
        this.jobs = jobs;
        this.members = members;
        this.transitions = transitions;
        this.keys = keys;
        this.planner = planner;
        this.datasets = datasets;
        this.models = models;
        this.queue = queue;
        this.availability = availability;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Stores a job and puts it into the queue, both or neither.
     *
     * @param key the request's idempotency key, with which the same request gives the same job
     * @throws ProblemException 422 naming every fault, 429 if the queue is full, 503 if the service starts or stops
     */
    UUID submit(JsonNode body, @Nullable String key) {
        checkReady();
        if (key == null) {
            return store(planner.plan(body), null);
        }
        IdempotencyKeys.Keyed keyed = IdempotencyKeys.Keyed.of(key, body);
        Optional<UUID> known = keys.find(keyed);
        if (known.isPresent()) {
            return known.get();
        }
        TrainingPlan plan = planner.plan(body);
        try {
            return store(plan, keyed);
        } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
            // a request with the same key was faster
            return keys.find(keyed).orElseThrow(() -> e);
        }
    }

    /** @throws ProblemException 503 if the service starts or stops */
    void checkReady() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            throw ProblemException.unavailable("the service is starting or stopping");
        }
    }

    /** Keeps the model that a job starts from for it. */
    private UUID hold(TrainedModel model) {
        if (!models.hold(model.id(), model.name())) {
            throw ProblemException.unprocessable(
                    "/" + Continuation.PROPERTY,
                    "there is no version " + model.version() + " of the model " + JsonText.quote(model.name())
                            + " any more");
        }
        return model.id();
    }

    private UUID store(TrainingPlan plan, IdempotencyKeys.@Nullable Keyed keyed) {
        UUID id = transactions.execute(status -> {
            long waiting = jobs.countByStatus(JobStatus.QUEUED);
            if (waiting >= properties.maxQueuedJobs()) {
                throw ProblemException.tooMany(
                        "the queue is full: " + waiting + " training jobs are waiting", RETRY_WHEN_FULL);
            }
            Dataset dataset = store(plan.dataset(), "/dataset/id");
            UUID continued = plan.continued().map(this::hold).orElse(null);
            UUID validation = plan.validationRows()
                    .map(rows -> store(rows, "/training/validation/dataset/id").id())
                    .orElse(null);
            TrainingJob job = jobs.save(new TrainingJob(
                    plan.resolved(dataset.id(), validation).toString(),
                    new JobOrigin(
                            plan.networkId(),
                            continued,
                            dataset.id(),
                            dataset.sha256(),
                            validation,
                            EngineVersion.CURRENT),
                    clock.instant()));
            job.nameModel(plan.modelName());
            for (MemberPlan member : plan.members()) {
                members.save(new JobMember(
                        new JobMember.Key(job.id(), member.member()),
                        member.split().training().length,
                        member.spec().epochs()));
            }
            transitions.save(job.queued(clock.instant()));
            queue.add(job.id());
            if (keyed != null) {
                // last, since whoever has the same key waits from here
                jobs.flush();
                keys.add(keyed, job.id());
            }
            return job.id();
        });
        if (id == null) {
            throw new IllegalStateException("the job was not stored");
        }
        return id;
    }

    /** The dataset, stored if need be, which nobody can delete until the transaction ends. */
    private Dataset store(DatasetReference reference, String pointer) {
        Dataset dataset = datasets.store(reference);
        if (!datasets.hold(dataset.id())) {
            throw ProblemException.unprocessable(pointer, "there is no dataset " + dataset.id() + " any more");
        }
        return dataset;
    }
}
