package dev.chainrule.model;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** The parameters of one member of a model. */
@Entity
@Table(name = "model_member")
class ModelMember {

    @Embeddable
    record Key(UUID modelId, int member) {}

    @EmbeddedId
    private Key key;

    /** Little-endian float32, (P). */
    private byte[] parameters;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ModelMember() {}

    ModelMember(Key key, byte[] parameters) {
        this.key = key;
        this.parameters = parameters.clone();
    }

    int member() {
        return key.member();
    }

    byte[] parameters() {
        return parameters.clone();
    }
}
