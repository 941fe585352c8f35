package dev.chainrule.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** An expert of a model beyond its first one, which the model itself has. */
@Entity
@Table(name = "model_expert")
@SuppressWarnings("UnusedVariable") // keys are for queries
class ExpertEntity {

    @Embeddable
    record Key(UUID modelId, int expert) {}

    @EmbeddedId
    private Key key;

    private String name;

    @Column(columnDefinition = "text")
    private String loss;

    @Column(columnDefinition = "text")
    private String network;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ExpertEntity() {}

    ExpertEntity(Key key, String name, String loss, String network) {
        this.key = key;
        this.name = name;
        this.loss = loss;
        this.network = network;
    }

    String name() {
        return name;
    }

    String loss() {
        return loss;
    }

    String network() {
        return network;
    }
}
