package dev.chainrule.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A model's name with the last version it had: kept when versions are deleted, so that a number never means two models. */
@Entity
@Table(name = "model_name")
class ModelName {

    @Id
    private String name;

    private int lastVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected ModelName() {}

    ModelName(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int nextVersion() {
        return ++lastVersion;
    }
}
