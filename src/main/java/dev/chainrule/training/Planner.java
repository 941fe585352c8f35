package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.DatasetService;
import dev.chainrule.model.ModelService;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.network.NetworkService;
import dev.chainrule.network.StoredNetwork;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Names;
import dev.chainrule.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads training requests and makes plans of them. */
@Component
class Planner {

    private static final int MOST_MEMBERS = 200;

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
        return request.has(ExpertRequest.PROPERTY) ? ofExperts(request) : ofOne(request);
    }

    private TrainingPlan ofOne(JsonObject request) {
        Faults faults = request.faults();
        Optional<String> modelName = Names.read(request, "modelName");
        Optional<Continuation> from = Continuation.read(request, models);
        Optional<ChosenNetwork> network = readNetwork(request, from);
        DatasetReference dataset = datasets.readReference(request, "dataset");
        Optional<Preparing> preparing = dataset == null ? Optional.empty() : Preparing.read(request, from, dataset);
        Optional<ChosenColumns> columns = dataset == null ? Optional.empty() : columns(request, from, dataset);
        TrainingSettings settings =
                ExpertRequest.settings(request, validation -> datasets.readReference(validation, "dataset"));
        request.get("preprocessing");
        request.notYet("preset");
        for (String property : List.of(Blend.PROPERTY, Validation.PROPERTY)) {
            if (request.has(property)) {
                request.fault(
                        property,
                        "stands beside experts only" + (property.equals(Blend.PROPERTY) ? "" : "; else in training"));
            }
        }
        request.end();
        if (network.isEmpty() || dataset == null || columns.isEmpty() || preparing.isEmpty()) {
            faults.throwIfAny();
            throw new IllegalStateException("a request without network or dataset, and no fault");
        }
        ExpertRequest only = new ExpertRequest("", null, network.get().definition(), preparing.get(), settings);
        ResolvedExpert resolved =
                new Resolver(only, dataset, columns.get(), settings.validation(), faults).resolve(null);
        return assemble(
                modelName,
                network.get().id(),
                dataset,
                columns.get(),
                settings.validation(),
                Blend.MEAN,
                List.of(resolved));
    }

    /** {@code {"experts": [...], "validation": {"folds": 8}, "blend": "greedy"}}. */
    private TrainingPlan ofExperts(JsonObject request) {
        Faults faults = request.faults();
        Optional<String> modelName = Names.read(request, "modelName");
        DatasetReference dataset = datasets.readReference(request, "dataset");
        Optional<Validation> validation =
                request.object(Validation.PROPERTY).map(given -> Validation.read(given, rows -> null));
        if (!request.has(Validation.PROPERTY)) {
            request.missing(Validation.PROPERTY);
        } else if (validation.isPresent() && !(validation.get() instanceof Validation.Folds) && faults.isEmpty()) {
            request.fault(Validation.PROPERTY, "must be folds: experts are weighed by what they say of rows held out");
        }
        Blend blend = request.choice(Blend.PROPERTY, Blend.byText(), Set.of()).orElse(Blend.GREEDY);
        for (String property : List.of("network", "preprocessing", "training", Continuation.PROPERTY, "preset")) {
            if (request.has(property)) {
                request.fault(property, "cannot stand beside experts");
            }
        }
        List<ExpertRequest> experts = List.of();
        if (dataset == null) {
            request.get(ExpertRequest.PROPERTY);
        } else {
            experts = ExpertRequest.readAll(
                    request, dataset, expert -> readNetwork(expert).map(ChosenNetwork::definition));
        }
        request.end();
        if (validation.orElse(null) instanceof Validation.Folds(int folds) && folds * experts.size() > MOST_MEMBERS) {
            request.fault(
                    Validation.PROPERTY,
                    "has " + folds + " folds of " + experts.size() + " experts: more than " + MOST_MEMBERS
                            + " members");
        }
        faults.throwIfAny();
        if (dataset == null || validation.isEmpty()) {
            throw new IllegalStateException("experts without dataset or folds, and no fault");
        }
        List<ResolvedExpert> resolved = new ArrayList<>();
        for (ExpertRequest expert : experts) {
            Faults found = new Faults();
            try {
                resolved.add(new Resolver(expert, dataset, dataset.columns(), validation.get(), found)
                        .resolve(resolved.isEmpty() ? null : resolved.getFirst()));
            } catch (ProblemException e) {
                // its faults are told with those of the others
                if (found.isEmpty()) {
                    throw e;
                }
            }
            expert.tell(found, faults);
        }
        faults.throwIfAny();
        return assemble(modelName, null, dataset, dataset.columns(), validation.get(), blend, resolved);
    }

    private static TrainingPlan assemble(
            Optional<String> modelName,
            @Nullable UUID networkId,
            DatasetReference dataset,
            ChosenColumns columns,
            Validation validation,
            Blend blend,
            List<ResolvedExpert> experts) {
        List<Preprocessor> preparations = new ArrayList<>();
        List<MemberPlan> members =
                new MemberPlanner(dataset, columns, validation, new Faults()).members(experts, preparations);
        return new TrainingPlan(
                modelName.orElse(null),
                networkId,
                dataset,
                columns,
                validation,
                blend,
                experts.getFirst().task(),
                experts.stream().map(ResolvedExpert::expert).toList(),
                preparations,
                members);
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
