package dev.chainrule.training;

import dev.chainrule.web.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A training job. Its state changes here and nowhere else; each change returns the transition to be stored with it. */
@Entity
@Table(name = "training_job")
class TrainingJob {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Column(columnDefinition = "text")
    private String plan;

    private String modelName = "";
    private @Nullable Integer modelVersion;

    @Embedded
    private JobOrigin origin;

    @Enumerated(EnumType.STRING)
    private JobStatus status = JobStatus.QUEUED;

    @Enumerated(EnumType.STRING)
    private @Nullable StopReason stopReason;

    /** The member whose epoch was recorded last. */
    private int latestMember;

    private boolean pauseRequested;
    private long fence;
    private long revision;

    @Embedded
    private Attempts attempts = new Attempts();

    @Column(columnDefinition = "text")
    private @Nullable String error;

    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected TrainingJob() {}

    TrainingJob(String plan, JobOrigin origin, Instant now) {
        this.plan = plan;
        this.origin = origin;
        this.createdAt = now;
    }

    /** To be called once, after the id is known: a job without a model name gets one of its own. */
    void nameModel(@Nullable String name) {
        String text = String.valueOf(id);
        modelName = name != null ? name : "model-" + text.substring(text.length() - 12);
    }

    JobTransition queued(Instant now) {
        return transition(JobStatus.QUEUED, now, "submitted");
    }

    /** A runner takes the job: a new fence shuts out whoever had it before. */
    JobTransition claim(Standing standing, Instant now) {
        String reason = "started";
        if (startedAt == null) {
            startedAt = now;
        } else {
            reason = "continued after " + standing.text();
        }
        attempts.start(standing.epochs(), standing.batches());
        fence++;
        return change(JobStatus.RUNNING, now, reason);
    }

    /** A run ended without a word: the process was killed, or lost its database. */
    JobTransition interrupted(Standing standing, Instant now) {
        attempts.interrupted(standing.epochs(), standing.batches());
        fence++;
        return change(JobStatus.QUEUED, now, "recovered after an interruption");
    }

    boolean hasNoAttemptsLeft() {
        return attempts.areUsedUp();
    }

    JobTransition handBack(Instant now) {
        fence++;
        return change(JobStatus.QUEUED, now, "the service stopped");
    }

    /** @throws ProblemException 409 if the job does not run */
    void requestPause() {
        check(status == JobStatus.RUNNING, "paused; only one that is running can");
        pauseRequested = true;
        revision++;
    }

    boolean isPauseRequested() {
        return pauseRequested;
    }

    JobTransition pause(Instant now) {
        pauseRequested = false;
        fence++;
        return change(JobStatus.PAUSED, now, "paused by request");
    }

    /** @throws ProblemException 409 if the job is not paused */
    JobTransition resume(Instant now) {
        check(status == JobStatus.PAUSED, "resumed; only one that is paused can");
        return change(JobStatus.QUEUED, now, "resumed by request");
    }

    JobTransition succeed(StopReason reason, int version, Instant now) {
        stopReason = reason;
        modelVersion = version;
        finishedAt = now;
        return change(JobStatus.SUCCEEDED, now, reason.text());
    }

    /** A version of the model was made of the last checkpoint. */
    void leaves(int version) {
        modelVersion = version;
    }

    JobTransition fail(String errorJson, String reason, Instant now) {
        error = errorJson;
        finishedAt = now;
        return change(JobStatus.FAILED, now, reason);
    }

    /** @throws ProblemException 409 if the job has ended */
    JobTransition cancel(Instant now) {
        check(status.mayBecome(JobStatus.CANCELLED), "cancelled");
        finishedAt = now;
        fence++;
        return change(JobStatus.CANCELLED, now, "cancelled by request");
    }

    /** Something about a member is being stored. */
    void progress(int member) {
        latestMember = member;
        revision++;
    }

    private void check(boolean allowed, String what) {
        if (!allowed) {
            throw ProblemException.conflict("the job is " + status.text() + " and cannot be " + what);
        }
    }

    private JobTransition change(JobStatus next, Instant now, String reason) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("a job that is " + status.text() + " cannot become " + next.text());
        }
        return transition(next, now, reason);
    }

    private JobTransition transition(JobStatus next, Instant now, String reason) {
        status = next;
        revision++;
        return new JobTransition(id(), revision, next, now, reason);
    }

    UUID id() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    String plan() {
        return plan;
    }

    JobOrigin origin() {
        return origin;
    }

    String modelName() {
        return modelName;
    }

    @Nullable
    Integer modelVersion() {
        return modelVersion;
    }

    JobStatus status() {
        return status;
    }

    @Nullable
    StopReason stopReason() {
        return stopReason;
    }

    int latestMember() {
        return latestMember;
    }

    long fence() {
        return fence;
    }

    long revision() {
        return revision;
    }

    @Nullable
    String error() {
        return error;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }
}
