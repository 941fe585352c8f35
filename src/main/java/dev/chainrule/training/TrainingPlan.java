package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.Selection;
import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.Evaluator;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.TargetPrior;
import dev.chainrule.engine.train.TargetUnits;
import dev.chainrule.engine.train.Task;
import dev.chainrule.engine.train.Trainer;
import dev.chainrule.engine.train.TrainingSpec;
import dev.chainrule.engine.train.TrainingState;
import dev.chainrule.model.Expert;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.ModelSource;
import dev.chainrule.model.NewModel;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.preparation.PreparedSamples;
import dev.chainrule.preparation.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A training request with everything that was left open filled in: what a run is made of. The same resolved request gives the same
 * plan.
 *
 * @param network resolved, with initial values where they were given
 * @param networkId the stored network, null for one that came with the request
 */
record TrainingPlan(
        @Nullable String modelName,
        NetworkDefinition network,
        @Nullable UUID networkId,
        DatasetReference dataset,
        ChosenColumns columns,
        Preparing preparing,
        TrainingSpec spec,
        OptionalDouble validationSplit,
        CheckpointPolicy checkpoints,
        Task task,
        Preprocessor preprocessor,
        ValidationSplit split,
        SampleWeighting weighting) {

    NetworkSpec networkSpec() {
        return network.spec();
    }

    /** The model that the training starts from. */
    Optional<TrainedModel> continued() {
        return preparing instanceof Preparing.AsModel(Continuation from) ? Optional.of(from.model()) : Optional.empty();
    }

    int trainingRows() {
        return split.training().length;
    }

    /** The plan as a request that gives it again, on a dataset that is stored. */
    ObjectNode resolved(UUID datasetId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (modelName != null) {
            json.put("modelName", modelName);
        }
        json.set("network", NetworkJson.describe(network));
        ObjectNode data = json.putObject("dataset").put("id", datasetId.toString());
        Selection chosen = dataset.columns().selection();
        putNames(data, "target", columns.selection().target());
        putNames(data, "features", columns.selection().features());
        if (chosen.weight() != null) {
            data.put("weight", chosen.weight());
        }
        if (!chosen.types().isEmpty()) {
            ObjectNode types = data.putObject("types");
            chosen.types().forEach((name, type) -> types.put(name, type.text()));
        }
        preparing.write(json);
        json.set("training", TrainingSettings.write(spec, weighting.classWeights(), validationSplit, checkpoints));
        return json;
    }

    private static void putNames(ObjectNode json, String property, List<String> names) {
        ArrayNode array = json.putArray(property);
        names.forEach(array::add);
    }

    /** The answer of a dry run. */
    ObjectNode describe() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("network", NetworkJson.describe(network));
        preparing.write(json);
        json.set("training", TrainingSettings.write(spec, weighting.classWeights(), validationSplit, checkpoints));
        json.put("parameterCount", Parameters.count(networkSpec()));
        json.put("batchesPerEpoch", (trainingRows() - 1) / spec.batchSize() + 1);
        putNames(json, "features", preprocessor.featureNames());
        json.put("memoryEstimateBytes", memoryEstimate());
        ArrayNode warnings = json.putArray("warnings");
        dataset.columns()
                .warnings()
                .forEach(warning ->
                        warnings.addObject().put("column", warning.column()).put("message", warning.message()));
        for (String column : preprocessor.columnsWithoutFeatures()) {
            warnings.addObject()
                    .put("column", column)
                    .put(
                            "message",
                            "becomes no feature: it is constant in the training rows, or its levels are too many");
        }
        return json;
    }

    /**
     * Parameters, the best ones, gradient and optimizer state; weighted sums, activations and deltas of a batch, and of the evaluation; the dataset
     * once; the predictions that metrics are computed from, as scores or as pairs of double values.
     */
    private long memoryEstimate() {
        long arrays = 2L + spec.optimizer().stateArrays() + (spec.stop().restoreBest() ? 1 : 0);
        long parameters = Parameters.count(networkSpec()) * arrays;
        long units = networkSpec().inputs().orElseThrow();
        for (int i = 0; i < networkSpec().layers().size(); i++) {
            units += 3L * networkSpec().outputsOf(i).orElseThrow();
        }
        long batch = Math.min(spec.batchSize(), trainingRows()) * units;
        long rows = dataset.schema().rows()
                * (preprocessor.inputs().size() + networkSpec().outputs().orElseThrow());
        long measured =
                (long) trainingRows() * networkSpec().outputs().orElseThrow() * (task == Task.REGRESSION ? 4 : 1);
        return Float.BYTES * (parameters + batch + rows + measured);
    }

    /** What the plan needs in memory to be run: the prepared rows. */
    PreparedSamples prepare() {
        return PreparedSamples.of(
                preprocessor, dataset.rows(), columns, networkSpec().outputs().orElseThrow());
    }

    Trainer trainer(PreparedSamples samples) {
        return new Trainer(networkSpec(), spec, training(samples), validation(samples), task, targetUnits());
    }

    private RowSet training(PreparedSamples samples) {
        return new RowSet(samples, split.training(), weighting.training());
    }

    TrainingState initialState(PreparedSamples samples) {
        return TrainingState.initial(initialParameters(samples), spec);
    }

    private Parameters initialParameters(PreparedSamples samples) {
        if (preparing instanceof Preparing.AsModel(Continuation model)) {
            return model.parameters();
        }
        return network.parameters() == null
                ? TargetPrior.initial(networkSpec(), spec.seed(), training(samples))
                : Parameters.of(networkSpec(), network.parameters());
    }

    /**
     * What the training leaves.
     *
     * @param members parameters (P) of each member
     * @param metrics JSON: {"train": {...}, "validation": {...}}
     */
    NewModel model(ModelSource source, List<float[]> members, String metrics) {
        List<ModelMember> all = new ArrayList<>();
        for (float[] parameters : members) {
            all.add(new ModelMember(all.size(), 0, 0, preprocessor.target(), 1, parameters));
        }
        Expert expert = new Expert(null, networkSpec(), spec.loss());
        return new NewModel(source, task, List.of(expert), List.of(preprocessor), all, metrics);
    }

    Evaluation evaluateTraining(PreparedSamples samples, float[] parameters) {
        return evaluator().evaluate(parameters, new RowSet(samples, split.training(), weighting.validation()));
    }

    Optional<Evaluation> evaluateValidation(PreparedSamples samples, float[] parameters) {
        return validation(samples).map(rows -> evaluator().evaluate(parameters, rows));
    }

    private Optional<RowSet> validation(PreparedSamples samples) {
        return split.validation().length == 0
                ? Optional.empty()
                : Optional.of(new RowSet(samples, split.validation(), weighting.validation()));
    }

    private Evaluator evaluator() {
        return new Evaluator(new Network(networkSpec()), spec.loss(), task, targetUnits());
    }

    private TargetUnits targetUnits() {
        return preprocessor.targetUnits(networkSpec().outputs().orElseThrow());
    }
}
