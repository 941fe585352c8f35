package dev.chainrule.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member of a model as it is stored. */
@Entity
@Table(name = "model_member")
@SuppressWarnings("UnusedVariable") // keys are for queries
class MemberEntity {

    @Embeddable
    record Key(UUID modelId, int member) {}

    @EmbeddedId
    private Key key;

    private int jobMember;
    private int expert;
    private int preparation;

    @Column(columnDefinition = "text")
    private @Nullable String target;

    private double weight;

    /** Little-endian float32, (P). */
    private byte[] parameters;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected MemberEntity() {}

    /** @param target null where it is as the preparation says */
    MemberEntity(Key key, ModelMember member, @Nullable String target, byte[] parameters) {
        this.key = key;
        this.jobMember = member.jobMember();
        this.expert = member.expert();
        this.preparation = member.preparation();
        this.target = target;
        this.weight = member.weight();
        this.parameters = parameters.clone();
    }

    int jobMember() {
        return jobMember;
    }

    int expert() {
        return expert;
    }

    int preparation() {
        return preparation;
    }

    @Nullable
    String target() {
        return target;
    }

    double weight() {
        return weight;
    }

    byte[] parameters() {
        return parameters.clone();
    }
}
