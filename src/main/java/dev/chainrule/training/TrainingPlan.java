package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.Selection;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.train.Task;
import dev.chainrule.model.Expert;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.ModelSource;
import dev.chainrule.model.NewModel;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.preparation.Preprocessor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A training request with everything that was left open filled in: what a run is made of. The same resolved request gives the same
 * plan.
 *
 * @param networkId the stored network, null for one that came with the request
 * @param experts at least one
 * @param preparations how members see the rows: the first is the model's own, learned from all rows that are not held out from all
 * @param members what is trained, the folds of an expert after those of the one before
 */
record TrainingPlan(
        @Nullable String modelName,
        @Nullable UUID networkId,
        DatasetReference dataset,
        ChosenColumns columns,
        Validation validation,
        Task task,
        List<ExpertPlan> experts,
        List<Preprocessor> preparations,
        List<MemberPlan> members) {

    TrainingPlan {
        experts = List.copyOf(experts);
        preparations = List.copyOf(preparations);
        members = List.copyOf(members);
    }

    /** The model that the training starts from. */
    Optional<TrainedModel> continued() {
        return expert().preparing() instanceof Preparing.AsModel(Continuation from)
                ? Optional.of(from.model())
                : Optional.empty();
    }

    /** The only expert, or the first. */
    ExpertPlan expert() {
        return experts.getFirst();
    }

    ExpertPlan expertOf(MemberPlan member) {
        return experts.get(member.expert());
    }

    /** What the model as a whole is measured by. */
    Loss loss() {
        return expert().spec().loss();
    }

    /** Width of a prediction. */
    int outputs() {
        return expert().networkSpec().outputs().orElseThrow();
    }

    /** The dataset of the rows to validate on, where they have one of their own. */
    Optional<DatasetReference> validationRows() {
        return validation instanceof Validation.Rows(DatasetReference rows) ? Optional.of(rows) : Optional.empty();
    }

    /**
     * The plan as a request that gives it again, on datasets that are stored.
     *
     * @param validationId of the rows to validate on, where they have a dataset of their own
     */
    ObjectNode resolved(UUID datasetId, @Nullable UUID validationId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (modelName != null) {
            json.put("modelName", modelName);
        }
        json.set("network", NetworkJson.describe(expert().network()));
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
        expert().preparing().write(json);
        json.set("training", training(validationId));
        return json;
    }

    private ObjectNode training(@Nullable UUID validationId) {
        return TrainingSettings.write(
                expert().spec(),
                expert().classWeights(),
                Validation.write(validation, validationId),
                expert().checkpoints());
    }

    private static void putNames(ObjectNode json, String property, List<String> names) {
        ArrayNode array = json.putArray(property);
        names.forEach(array::add);
    }

    /** The answer of a dry run. */
    ObjectNode describe() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("network", NetworkJson.describe(expert().network()));
        expert().preparing().write(json);
        json.set("training", training(null));
        json.put("members", members.size());
        json.put("parameterCount", parameterCount());
        int rows = members.getFirst().split().training().length;
        json.put("batchesPerEpoch", (rows - 1) / expert().spec().batchSize() + 1);
        putNames(json, "features", preparations.getFirst().featureNames());
        json.put("memoryEstimateBytes", new MemoryEstimate(this).bytes());
        ArrayNode warnings = json.putArray("warnings");
        dataset.columns()
                .warnings()
                .forEach(warning ->
                        warnings.addObject().put("column", warning.column()).put("message", warning.message()));
        for (String column : preparations.getFirst().columnsWithoutFeatures()) {
            warnings.addObject()
                    .put("column", column)
                    .put(
                            "message",
                            "becomes no feature: it is constant in the training rows, or its levels are too many");
        }
        return json;
    }

    /** Parameters of all members. */
    long parameterCount() {
        return members.stream()
                .mapToLong(member -> expertOf(member).parameterCount())
                .sum();
    }

    /**
     * What the training leaves.
     *
     * @param kept members of the model
     * @param metrics JSON: {"train": {...}, "validation": {...}}
     */
    NewModel model(ModelSource source, List<ModelMember> kept, String metrics) {
        List<Expert> networks = experts.stream()
                .map(expert -> new Expert(
                        expert.name(), expert.networkSpec(), expert.spec().loss()))
                .toList();
        return new NewModel(source, task, networks, preparations, kept, metrics);
    }
}
