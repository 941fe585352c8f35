package dev.chainrule.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A preparation of a model beyond its own. */
@Entity
@Table(name = "model_preparation")
@SuppressWarnings("UnusedVariable") // keys are for queries
class PreparationEntity {

    @Embeddable
    record Key(UUID modelId, int preparation) {}

    @EmbeddedId
    private Key key;

    @Column(columnDefinition = "text")
    private String preprocessor;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected PreparationEntity() {}

    PreparationEntity(Key key, String preprocessor) {
        this.key = key;
        this.preprocessor = preprocessor;
    }

    String preprocessor() {
        return preprocessor;
    }
}
