package dev.chainrule.model;

import dev.chainrule.engine.EngineVersion;
import dev.chainrule.engine.train.Task;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A version of a model; immutable. */
@Entity
@Table(name = "model")
@SuppressWarnings("UnusedVariable") // where a model comes from is kept, also where nothing asks for it
class ModelEntity {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private String name;
    private int version;
    private UUID jobId;
    private UUID datasetId;

    @Column(name = "dataset_sha256")
    private String datasetSha256;

    private String engineVersion;
    private @Nullable String expertName;

    @Enumerated(EnumType.STRING)
    private Task task;

    @Column(columnDefinition = "text")
    private String loss;

    @Column(columnDefinition = "text")
    private String network;

    @Column(columnDefinition = "text")
    private String preprocessor;

    @Column(columnDefinition = "text")
    private String metrics;

    private long parameterCount;
    private Instant createdAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ModelEntity() {}

    ModelEntity(
            NewModel model,
            int version,
            String loss,
            String network,
            String preprocessor,
            long parameterCount,
            Instant now) {
        this.name = model.source().name();
        this.version = version;
        this.jobId = model.source().jobId();
        this.datasetId = model.source().datasetId();
        this.datasetSha256 = model.source().datasetSha256();
        this.engineVersion = EngineVersion.CURRENT;
        this.expertName = model.experts().getFirst().name();
        this.task = model.task();
        this.loss = loss;
        this.network = network;
        this.preprocessor = preprocessor;
        this.metrics = model.metrics();
        this.parameterCount = parameterCount;
        this.createdAt = now;
    }

    UUID id() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    UUID jobId() {
        return jobId;
    }

    /** The name of its first expert, where there are several. */
    @Nullable
    String expertName() {
        return expertName;
    }

    Task task() {
        return task;
    }

    String loss() {
        return loss;
    }

    String network() {
        return network;
    }

    String preprocessor() {
        return preprocessor;
    }

    String metrics() {
        return metrics;
    }

    long parameterCount() {
        return parameterCount;
    }

    Instant createdAt() {
        return createdAt;
    }
}
