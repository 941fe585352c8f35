package dev.chainrule.training;

import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a training is measured on, beside the rows that it learns from: {@code {"split"}}, {@code {"dataset"}} or {@code {"folds"}}. */
sealed interface Validation {

    String PROPERTY = "validation";
    int MOST_FOLDS = 100;

    /** Nothing. */
    record None() implements Validation {}

    /** A random part of the rows. */
    record Split(double share) implements Validation {}

    /** Rows of their own. */
    record Rows(DatasetReference dataset) implements Validation {}

    /** Each of so many parts of the rows, by a member that learns from the others. */
    record Folds(int count) implements Validation {}

    /** @param datasets reads the dataset of {@code {"dataset": ...}}, null where it has a fault */
    static Validation read(JsonObject validation, Function<JsonObject, @Nullable DatasetReference> datasets) {
        int before = validation.faults().count();
        Optional<Double> split = validation.number("split", Bounds.INNER_FRACTION);
        OptionalInt folds = validation.integer("folds", 2, MOST_FOLDS);
        DatasetReference rows = validation.has("dataset") ? datasets.apply(validation) : null;
        validation.end();
        int given = (validation.has("split") ? 1 : 0)
                + (validation.has("folds") ? 1 : 0)
                + (validation.has("dataset") ? 1 : 0);
        if (given > 1 && validation.faults().count() == before) {
            validation.faults().add(validation.pointer(), "must have one of split, folds and dataset, has " + given);
        }
        if (rows != null) {
            return new Rows(rows);
        }
        if (folds.isPresent()) {
            return new Folds(folds.getAsInt());
        }
        return split.isPresent() ? new Split(split.get()) : new None();
    }

    /**
     * The resolved form; empty where nothing is held out.
     *
     * @param stored id of the validation rows' dataset; null where it is not stored yet
     */
    static Optional<ObjectNode> write(Validation validation, @Nullable UUID stored) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (validation) {
            case None() -> Optional.empty();
            case Split(double share) -> Optional.of(json.put("split", share));
            case Folds(int count) -> Optional.of(json.put("folds", count));
            case Rows(DatasetReference dataset) -> {
                UUID id = stored != null
                        ? stored
                        : dataset.stored().map(found -> found.id()).orElse(null);
                json.putObject("dataset").put("id", id == null ? null : id.toString());
                yield Optional.of(json);
            }
        };
    }
}
