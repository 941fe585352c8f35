package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.DatasetService;
import dev.chainrule.model.ModelService;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.network.NetworkService;
import dev.chainrule.network.StoredNetwork;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Names;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads training requests and makes plans of them. */
@Component
class Planner {

    private final NetworkService networks;
    private final DatasetService datasets;
    private final ModelService models;

    Planner(NetworkService networks, DatasetService datasets, ModelService models) {
        this.networks = networks;
        this.datasets = datasets;
        this.models = models;
    }

    private record ChosenNetwork(
            NetworkDefinition definition, @Nullable UUID id) {}

    /**
     * The plan for a request. Nothing is stored.
     *
     * @throws dev.chainrule.web.ProblemException 422 naming every fault
     */
    TrainingPlan plan(JsonNode body) {
        Faults faults = new Faults();
        JsonObject request = JsonObject.of(body, "", faults);
        Optional<String> modelName = Names.read(request, "modelName");
        Optional<Continuation> from = Continuation.read(request, models);
        Optional<ChosenNetwork> network = readNetwork(request, from);
        DatasetReference dataset = datasets.readReference(request, "dataset");
        Optional<Preparing> preparing = dataset == null ? Optional.empty() : Preparing.read(request, from, dataset);
        Optional<ChosenColumns> columns = dataset == null ? Optional.empty() : columns(request, from, dataset);
        JsonNode nothing = JsonNodeFactory.instance.objectNode();
        TrainingSettings settings = TrainingSettings.read(
                request.object("training").orElseGet(() -> JsonObject.of(nothing, "/training", faults)),
                validation -> datasets.readReference(validation, "dataset"));
        request.get("preprocessing");
        request.notYet("preset", "experts", "blend", "validation");
        request.end();
        if (network.isEmpty() || dataset == null || columns.isEmpty() || preparing.isEmpty()) {
            faults.throwIfAny();
            throw new IllegalStateException("a request without network or dataset, and no fault");
        }
        NetworkDefinition definition = network.get().definition();
        Resolver resolver = new Resolver(definition, dataset, columns.get(), preparing.get(), settings, faults);
        return resolver.resolve(modelName.orElse(null), network.get().id());
    }

    private static Optional<ChosenColumns> columns(
            JsonObject request, Optional<Continuation> from, DatasetReference dataset) {
        if (from.isEmpty()) {
            return Optional.of(dataset.columns());
        }
        JsonObject choice = request.object("dataset").orElseThrow();
        return from.get().columns(dataset, choice, request.faults());
    }

    /** The network of the request, which has the shape of the model to continue from; that model's, if there is none. */
    private Optional<ChosenNetwork> readNetwork(JsonObject request, Optional<Continuation> from) {
        if (request.has(Continuation.PROPERTY) && !request.has("network")) {
            return from.map(model -> new ChosenNetwork(model.network(), null));
        }
        Optional<ChosenNetwork> network = readNetwork(request);
        if (from.isPresent() && network.isPresent()) {
            NetworkDefinition definition = network.get().definition();
            if (definition.parameters() != null) {
                String property = network.get().id() == null ? "/network/parameters" : "/network/id";
                request.faults().add(property, "must have no parameters of its own: the model's are continued from");
            }
            SameShape.check(definition.spec(), from.get().network().spec(), "/network", request.faults());
        }
        return network;
    }

    private Optional<ChosenNetwork> readNetwork(JsonObject request) {
        Optional<JsonObject> given = request.object("network");
        if (given.isEmpty()) {
            if (!request.has("network")) {
                request.fault("network", "is missing: presets, which choose one, are not supported yet");
            }
            return Optional.empty();
        }
        JsonObject network = given.get();
        if (network.has("layers") || !network.has("id")) {
            return NetworkJson.read(network).map(definition -> new ChosenNetwork(definition, null));
        }
        Optional<StoredNetwork> stored = network.text("id").flatMap(this::find);
        if (stored.isEmpty()) {
            network.fault("id", "there is no network " + JsonText.of(network.get("id")));
        }
        network.end();
        return stored.map(found -> new ChosenNetwork(found.definition(), found.id()));
    }

    private Optional<StoredNetwork> find(String id) {
        try {
            return networks.find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
