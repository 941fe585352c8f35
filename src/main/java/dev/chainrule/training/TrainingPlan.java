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
import dev.chainrule.preparation.Preprocessor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A training request with everything that was left open filled in: what a run is made of. The same resolved request gives the same
 * plan.
 *
 * @param networkId the stored network, null for one that came with the request
 * @param blend how several experts are weighed
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
        Blend blend,
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
        writeExperts(json, validationId);
        return json;
    }

    /** Whether the request names its experts. */
    boolean hasExperts() {
        return expert().name() != null;
    }

    private void writeExperts(ObjectNode json, @Nullable UUID validationId) {
        Optional<ObjectNode> held = Validation.write(validation, validationId);
        if (!hasExperts()) {
            expert().write(json, held);
            return;
        }
        ArrayNode all = json.putArray(ExpertRequest.PROPERTY);
        experts.forEach(expert -> expert.write(all.addObject(), Optional.empty()));
        held.ifPresent(given -> json.set(Validation.PROPERTY, given));
        json.put(Blend.PROPERTY, blend.text());
    }

    private static void putNames(ObjectNode json, String property, List<String> names) {
        ArrayNode array = json.putArray(property);
        names.forEach(array::add);
    }

    /** The answer of a dry run. */
    ObjectNode describe() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        writeExperts(json, null);
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
     * What the training leaves: of experts and preparations those that are used, and the model's own.
     *
     * @param kept members of the model
     * @param metrics JSON: {"train": {...}, "validation": {...}}
     */
    NewModel model(ModelSource source, List<ModelMember> kept, String metrics) {
        List<Integer> used =
                kept.stream().map(ModelMember::expert).distinct().sorted().toList();
        List<Integer> seen = Stream.concat(Stream.of(0), kept.stream().map(ModelMember::preparation))
                .distinct()
                .sorted()
                .toList();
        List<Expert> networks = used.stream()
                .map(experts::get)
                .map(expert -> new Expert(
                        expert.name(), expert.networkSpec(), expert.spec().loss()))
                .toList();
        List<ModelMember> renumbered = kept.stream()
                .map(member -> new ModelMember(
                        member.jobMember(),
                        used.indexOf(member.expert()),
                        seen.indexOf(member.preparation()),
                        member.target(),
                        member.weight(),
                        member.parameters()))
                .toList();
        return new NewModel(
                source, task, networks, seen.stream().map(preparations::get).toList(), renumbered, metrics);
    }
}
