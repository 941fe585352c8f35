package dev.chainrule.training;

import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.preparation.PreprocessingJson;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a request says of an expert: one of {@code experts}, or all of the request.
 *
 * @param pointer of the object in which it stands
 * @param name null for the only one
 */
record ExpertRequest(
        String pointer,
        @Nullable String name,
        NetworkDefinition network,
        Preparing preparing,
        TrainingSettings settings) {

    static final String PROPERTY = "experts";

    private static final int MOST = 20;
    private static final String TRAINING = "training";

    /** The {@code training} of a request or an expert, as far as it is there. */
    static TrainingSettings settings(JsonObject json, Function<JsonObject, @Nullable DatasetReference> datasets) {
        return TrainingSettings.read(
                json.object(TRAINING)
                        .orElseGet(() -> JsonObject.of(
                                JsonNodeFactory.instance.objectNode(), json.pointer(TRAINING), json.faults())),
                datasets);
    }

    /**
     * Reads {@code experts}; those that have faults are left out.
     *
     * @param networks reads the network of an expert
     */
    static List<ExpertRequest> readAll(
            JsonObject request, DatasetReference dataset, Function<JsonObject, Optional<NetworkDefinition>> networks) {
        List<JsonObject> objects = request.objects(PROPERTY);
        if (objects.isEmpty() || objects.size() > MOST) {
            request.fault(PROPERTY, "must be 1 to " + MOST + " experts, were " + objects.size());
        }
        List<ExpertRequest> experts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonObject object : objects) {
            Optional<String> name = Names.read(object, "name");
            if (!object.has("name")) {
                object.missing("name");
            }
            name.filter(given -> !names.add(given))
                    .ifPresent(given -> object.fault("name", "another expert is called " + JsonText.quote(given)));
            Optional<NetworkDefinition> network = networks.apply(object);
            Preparing preparing = new Preparing.Learned(PreprocessingJson.read(
                    object, Preparing.PROPERTY, dataset.schema().kind()));
            TrainingSettings settings = settings(object, validation -> null);
            object.object(TRAINING)
                    .filter(training -> training.has(Validation.PROPERTY))
                    .ifPresent(training ->
                            training.fault(Validation.PROPERTY, "stands once for all experts, beside experts"));
            object.end();
            if (name.isPresent() && network.isPresent()) {
                experts.add(new ExpertRequest(object.pointer(), name.get(), network.get(), preparing, settings));
            }
        }
        return experts;
    }

    /** Adds the faults that were found in it to those of the request, where they belong; what all experts have in common once. */
    void tell(Faults found, Faults faults) {
        for (Fault fault : found.list()) {
            String at = pointer + fault.pointer();
            if (fault.pointer().startsWith("/dataset")) {
                at = fault.pointer();
            } else if (fault.pointer().startsWith("/" + TRAINING + "/" + Validation.PROPERTY)) {
                at = fault.pointer().substring(TRAINING.length() + 1);
            }
            if (!faults.list().contains(new Fault(at, fault.detail()))) {
                faults.add(at, fault.detail());
            }
        }
    }
}
