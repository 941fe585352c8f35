package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.train.Task;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.ModelService;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.preparation.ClassLabels;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.preparation.Scale;
import dev.chainrule.preparation.TargetEncoding;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model that a training starts from: {@code "continueFrom": {"model": "iris", "version": 2}}. Its parameters are the initial values,
 * its preparation stays as it was learned.
 *
 * @param model with a single member
 */
record Continuation(TrainedModel model) {

    static final String PROPERTY = "continueFrom";

    private static final int LABELS_IN_MESSAGE = 10;

    /** Reads {@code continueFrom} of a request; empty where it is absent or a fault. */
    static Optional<Continuation> read(JsonObject request, ModelService models) {
        Optional<JsonObject> given = request.object(PROPERTY);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        JsonObject from = given.get();
        if (!from.has("model")) {
            from.missing("model");
        }
        Optional<String> name = from.text("model");
        Optional<String> version = version(from);
        from.end();
        if (name.isEmpty() || (from.has("version") && version.isEmpty())) {
            return Optional.empty();
        }
        // one that is deleted while it is read has no members
        Optional<TrainedModel> model = models.loadIfThere(name.get(), version.orElse(null))
                .filter(found -> !found.members().isEmpty());
        if (model.isEmpty()) {
            String quoted = JsonText.quote(name.get());
            if (version.isEmpty() || models.loadIfThere(name.get(), null).isEmpty()) {
                from.fault("model", "there is no model " + quoted);
            } else {
                from.fault("version", "the model " + quoted + " has no version " + JsonText.of(from.get("version")));
            }
        } else if (model.get().members().size() > 1) {
            from.fault(
                    "model", "has " + model.get().members().size() + " members; a training starts from a single one");
            return Optional.empty();
        }
        return model.map(Continuation::new);
    }

    /** A number or an alias, as in a path; empty: the latest. */
    private static Optional<String> version(JsonObject from) {
        JsonNode version = from.get("version");
        if (version == null || version.isString()) {
            return from.text("version");
        }
        int before = from.faults().count();
        int number = from.integer("version", 1, Integer.MAX_VALUE, 0);
        return from.faults().count() > before ? Optional.empty() : Optional.of(Integer.toString(number));
    }

    /** With the number of the version, whatever it was called in the request. */
    ObjectNode write() {
        return JsonNodeFactory.instance.objectNode().put("model", model.name()).put("version", model.version());
    }

    private ModelMember member() {
        return model.members().getFirst();
    }

    /** The network of the model, for a request that has none. */
    NetworkDefinition network() {
        return new NetworkDefinition(null, model.networkOf(member()), null);
    }

    /** The preparation of the model. */
    Preprocessor preprocessor() {
        Preprocessor preparation = model.preparations().get(member().preparation());
        return new Preprocessor(preparation.kind(), preparation.missing(), preparation.inputs(), member().target());
    }

    /** Initial values, to be changed by the training. */
    Parameters parameters() {
        return Parameters.over(model.networkOf(member()), member().parameters().clone());
    }

    /**
     * The columns of the dataset that are the model's; empty where some are missing or of another type, or where the request chooses
     * others.
     *
     * @param request the dataset in the request, whose choice of columns has to be the model's
     */
    Optional<ChosenColumns> columns(DatasetReference dataset, JsonObject request, Faults faults) {
        List<String> inputs =
                preprocessor().inputs().stream().map(input -> input.name()).toList();
        List<String> targets = member().target().names();
        if (dataset.stored().isPresent()) {
            checkChoice(request, "features", inputs);
            checkChoice(request, "target", targets);
            request.texts("ignore").stream()
                    .filter(name -> inputs.contains(name) || targets.contains(name))
                    .forEach(name -> request.fault("ignore", "the model needs the column " + JsonText.quote(name)));
        }
        return Optional.ofNullable(preprocessor().columnsIn(dataset.schema(), "/dataset", faults));
    }

    private static void checkChoice(JsonObject request, String property, List<String> ofModel) {
        List<String> chosen = request.texts(property);
        if (!chosen.isEmpty() && !new HashSet<>(chosen).equals(new HashSet<>(ofModel))) {
            request.fault(
                    property,
                    "must be left out, or be what the model has: "
                            + ofModel.stream().map(JsonText::quote).collect(Collectors.joining(", ")));
        }
    }

    /** The classes of the rows, in the model's order; a class that the model does not know is a fault. */
    Optional<ClassLabels> labels(DatasetReference dataset, ChosenColumns columns, Faults faults) {
        return switch (member().target()) {
            case TargetEncoding.Values _ -> Optional.empty();
            case TargetEncoding.Classes(String _, List<String> known) -> {
                ClassLabels.Known found =
                        ClassLabels.known(dataset.rows(), columns.targets().getFirst(), known);
                found.unknown().stream().limit(LABELS_IN_MESSAGE).forEach(label -> {
                    String text = "the model does not know the class " + JsonText.quote(label) + " of "
                            + JsonText.quote(columns.targets().getFirst().name());
                    faults.add("/dataset", text);
                });
                yield Optional.of(found.labels());
            }
        };
    }

    /** Whether the targets that the network sees are not those of the dataset. */
    boolean scalesTargets() {
        return switch (member().target()) {
            case TargetEncoding.Values(List<TargetEncoding.Value> values) ->
                values.stream().anyMatch(value -> !value.scale().equals(Scale.NONE));
            case TargetEncoding.Classes _ -> false;
        };
    }

    /** What the outputs mean does not change from one training to the next. */
    void checkTask(Task task, Faults faults) {
        if (task != model.task()) {
            faults.add(
                    "/training/loss",
                    "makes it a " + text(task) + ", the model " + JsonText.quote(model.name()) + " is a "
                            + text(model.task()));
        }
    }

    private static String text(Task task) {
        return task.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
