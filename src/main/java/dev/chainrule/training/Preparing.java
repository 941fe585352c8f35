package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.engine.train.Task;
import dev.chainrule.preparation.PreprocessingJson;
import dev.chainrule.preparation.PreprocessingSpec;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How a training comes to its preparation: learned from its rows, or taken over from a model. */
sealed interface Preparing {

    String PROPERTY = "preprocessing";

    /** It is learned, as the request says. */
    record Learned(PreprocessingSpec spec) implements Preparing {}

    /** It is that of the model which the training continues from. */
    record AsModel(Continuation from) implements Preparing {}

    /** Empty where the request has a preprocessing that nothing would come of. */
    static Optional<Preparing> read(JsonObject request, Optional<Continuation> from, DatasetReference dataset) {
        if (!request.has(Continuation.PROPERTY)) {
            return Optional.of(new Learned(
                    PreprocessingJson.read(request, PROPERTY, dataset.schema().kind())));
        }
        if (request.has(PROPERTY)) {
            request.fault(PROPERTY, "must be left out: the preparation of the model to continue from is used");
        }
        return from.map(AsModel::new);
    }

    /** Writes what a resolved request says of it. */
    default void write(ObjectNode json) {
        switch (this) {
            case Learned(PreprocessingSpec spec) -> json.set(PROPERTY, PreprocessingJson.write(spec));
            case AsModel(Continuation from) -> json.set(Continuation.PROPERTY, from.write());
        }
    }

    /** Where it is decided that targets are scaled; empty if they are not. */
    default Optional<String> scaling() {
        return switch (this) {
            case Learned(PreprocessingSpec spec) ->
                spec.target().scaling() == PreprocessingSpec.TargetScaling.NONE
                        ? Optional.empty()
                        : Optional.of("/" + PROPERTY + "/target");
            case AsModel(Continuation from) ->
                from.scalesTargets() ? Optional.of("/" + Continuation.PROPERTY) : Optional.empty();
        };
    }

    /** Whether the request asks for this treatment of missing values. */
    default boolean learns(PreprocessingSpec.Missing missing) {
        return this instanceof Learned(PreprocessingSpec spec) && spec.missing() == missing;
    }

    default void checkTask(Task task, Faults faults) {
        switch (this) {
            case Learned _ -> {
                // any will do
            }
            case AsModel(Continuation from) -> from.checkTask(task, faults);
        }
    }

    /** @param trainingRows indices of the rows to learn from */
    default Preprocessor preprocessor(
            DatasetReference dataset, ChosenColumns columns, int[] trainingRows, boolean classification) {
        return switch (this) {
            case Learned(PreprocessingSpec spec) ->
                Preprocessor.learn(spec, dataset.rows(), columns, trainingRows, classification);
            case AsModel(Continuation from) -> from.preprocessor();
        };
    }
}
