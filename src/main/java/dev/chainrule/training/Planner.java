package dev.chainrule.training;

import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.DatasetService;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.network.NetworkService;
import dev.chainrule.network.StoredNetwork;
import dev.chainrule.preparation.PreprocessingJson;
import dev.chainrule.preparation.PreprocessingSpec;
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

    Planner(NetworkService networks, DatasetService datasets) {
        this.networks = networks;
        this.datasets = datasets;
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
        Optional<ChosenNetwork> network = readNetwork(request);
        DatasetReference dataset = datasets.readReference(request, "dataset");
        PreprocessingSpec preprocessing = null;
        if (dataset != null) {
            preprocessing = PreprocessingJson.read(
                    request, "preprocessing", dataset.schema().kind());
        }
        JsonNode nothing = JsonNodeFactory.instance.objectNode();
        TrainingSettings settings = TrainingSettings.read(
                request.object("training").orElseGet(() -> JsonObject.of(nothing, "/training", faults)));
        request.get("preprocessing");
        request.notYet("preset", "experts", "blend", "validation", "continueFrom");
        request.end();
        if (network.isEmpty() || dataset == null || preprocessing == null) {
            faults.throwIfAny();
            throw new IllegalStateException("a request without network or dataset, and no fault");
        }
        NetworkDefinition definition = network.get().definition();
        Resolver resolver = new Resolver(definition, dataset, preprocessing, settings, faults);
        return resolver.resolve(modelName.orElse(null), network.get().id());
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
