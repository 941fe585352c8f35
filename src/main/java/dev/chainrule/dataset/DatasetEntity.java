package dev.chainrule.dataset;

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

/** A dataset as it is stored: its rows lie in chunks beside it. */
@Entity
@Table(name = "dataset")
@SuppressWarnings("UnusedVariable") // some columns are read by queries alone
class DatasetEntity {

    private static final String NAME_PREFIX = "dataset-";

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private DatasetKind kind;

    private boolean complete;

    private long rowCount;

    private String selection;

    @Column(name = "schema_json")
    private @Nullable String schema;

    @Column(name = "sha256")
    private @Nullable String sha256;

    private Instant createdAt;

    /** When the upload last got on: one that has not for long was interrupted. */
    private Instant touchedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected DatasetEntity() {}

    /** A dataset whose rows are still to come; without a name it takes one from its id, once it has it. */
    DatasetEntity(@Nullable String name, DatasetKind kind, String selection, Instant now) {
        this.name = name == null ? "" : name;
        this.kind = kind;
        this.selection = selection;
        this.createdAt = now;
        this.touchedAt = now;
    }

    void nameById() {
        if (name.isEmpty()) {
            String text = id().toString();
            name = NAME_PREFIX + text.substring(text.lastIndexOf('-') + 1);
        }
    }

    void touch(Instant now) {
        touchedAt = now;
    }

    /** The upload has ended: from now on the dataset can be seen, and never changes again. */
    void complete(long rows, String schemaJson, String hash, Instant now) {
        if (complete) {
            throw new IllegalStateException("the dataset " + id + " is complete already");
        }
        complete = true;
        rowCount = rows;
        schema = schemaJson;
        sha256 = hash;
        touchedAt = now;
    }

    /** Nobody sees the dataset any more; its rows are about to be deleted. */
    void withdraw(Instant now) {
        complete = false;
        touchedAt = now;
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

    String schema() {
        return known(schema);
    }

    String sha256() {
        return known(sha256);
    }

    private static String known(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("the upload is not complete");
        }
        return value;
    }

    Instant createdAt() {
        return createdAt;
    }
}
