package dev.chainrule.training;

import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.engine.train.StopRules;
import dev.chainrule.engine.train.TrainingSpec;
import dev.chainrule.network.LossJson;
import dev.chainrule.network.OptimizerJson;
import dev.chainrule.network.ScheduleJson;
import dev.chainrule.web.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code training} part of a request, as far as it was given.
 *
 * @param validation what to measure on
 */
record TrainingSettings(
        OptionalInt epochs,
        int batchSize,
        boolean shuffle,
        Optional<Long> seed,
        Optional<Loss> loss,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        Optional<ClassWeights> classWeights,
        Validation validation,
        StopRules stop,
        CheckpointPolicy checkpoints) {

    static final int MOST_EPOCHS = 1_000_000;
    static final int MOST_BATCH_SIZE = 1_000_000;
    /** The largest whole number that every JSON reader keeps exactly: 2^53 - 1. */
    static final long LARGEST_SEED = (1L << 53) - 1;

    private static final int DEFAULT_BATCH_SIZE = 32;
    private static final int DEFAULT_EPOCHS = 100;
    private static final int MOST_DEFAULT_EPOCHS = 1_000;
    private static final int DEFAULT_UPDATES = 2_000;

    /** @param datasets reads the dataset of the rows to validate on: see {@link Validation#read} */
    static TrainingSettings read(JsonObject object, Function<JsonObject, @Nullable DatasetReference> datasets) {
        OptionalInt epochs = object.integer("epochs", 1, MOST_EPOCHS);
        int batchSize = object.integer("batchSize", 1, MOST_BATCH_SIZE, DEFAULT_BATCH_SIZE);
        boolean shuffle = object.flag("shuffle", true);
        long seed = object.wholeNumber("seed", 0, LARGEST_SEED, -1);
        Optional<Loss> loss = LossJson.read(object, "loss");
        OptimizerSpec optimizer = OptimizerJson.read(object, "optimizer");
        ScheduleSpec schedule = ScheduleJson.read(object, "schedule");
        ClippingSpec clipping =
                object.object("gradientClipping").map(ClippingJson::read).orElseGet(ClippingSpec.None::new);
        Optional<ClassWeights> classWeights = ClassWeights.read(object);
        Validation validation = object.object(Validation.PROPERTY)
                .map(given -> Validation.read(given, datasets))
                .orElseGet(Validation.None::new);
        StopRules stop = object.object("stop").map(StopJson::read).orElse(StopRules.NONE);
        CheckpointPolicy checkpoints =
                object.object("checkpoint").map(CheckpointPolicy::read).orElse(CheckpointPolicy.DEFAULT);
        object.end();
        Optional<Long> given = seed < 0 ? Optional.empty() : Optional.of(seed);
        return new TrainingSettings(
                epochs,
                batchSize,
                shuffle,
                given,
                loss,
                optimizer,
                schedule,
                clipping,
                classWeights,
                validation,
                stop,
                checkpoints);
    }

    static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /**
     * All that was left open filled in.
     *
     * @param loss the one that was given or follows from the network
     * @param trainingRows number of rows that are trained on
     */
    TrainingSpec resolve(Loss loss, long seed, int trainingRows) {
        int updatesInEpoch = (trainingRows - 1) / batchSize + 1;
        int enough = (DEFAULT_UPDATES - 1) / updatesInEpoch + 1;
        int defaultEpochs = Math.max(DEFAULT_EPOCHS, Math.min(enough, MOST_DEFAULT_EPOCHS));
        return new TrainingSpec(
                epochs.orElse(defaultEpochs), batchSize, shuffle, seed, loss, optimizer, schedule, clipping, stop);
    }

    /** The resolved form, which reads back as the same training. */
    static ObjectNode write(
            TrainingSpec spec,
            Optional<ClassWeights> classWeights,
            Optional<ObjectNode> validation,
            CheckpointPolicy checkpoints) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("epochs", spec.epochs());
        json.put("batchSize", spec.batchSize());
        json.put("shuffle", spec.shuffle());
        json.put("seed", spec.seed());
        json.set("loss", LossJson.write(spec.loss()));
        json.set("optimizer", OptimizerJson.write(spec.optimizer()));
        if (!spec.schedule().equals(ScheduleSpec.none())) {
            json.set("schedule", ScheduleJson.write(spec.schedule()));
        }
        ClippingJson.write(spec.clipping()).ifPresent(clipping -> json.set("gradientClipping", clipping));
        classWeights.ifPresent(weights -> json.set(ClassWeights.PROPERTY, ClassWeights.write(weights)));
        validation.ifPresent(held -> json.set(Validation.PROPERTY, held));
        StopJson.write(spec.stop()).ifPresent(stop -> json.set("stop", stop));
        json.set("checkpoint", checkpoints.write());
        return json;
    }
}
