package dev.chainrule.model;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.network.LossJson;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is stored with a model as JSON text, and what clients see of it. */
@Component
class ModelJson {

    private final JsonMapper mapper;

    ModelJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String loss(Loss loss) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("loss", LossJson.write(loss));
        return json.toString();
    }

    Loss loss(String json) {
        return LossJson.read(object(json), "loss").orElseThrow();
    }

    String network(NetworkSpec network) {
        return NetworkJson.write(new NetworkDefinition(null, network, null)).toString();
    }

    NetworkSpec network(String json) {
        return NetworkJson.read(object(json)).orElseThrow().spec();
    }

    NetworkSpec network(ModelEntity model) {
        return network(model.network());
    }

    Preprocessor preprocessor(ModelEntity model) {
        return Preprocessor.fromJson(model.preprocessor());
    }

    private JsonObject object(String json) {
        return JsonObject.of(mapper.readTree(json), "", new Faults());
    }

    /** @param byExpert in the order of {@code experts} */
    ModelView view(
            ModelEntity model, List<String> aliases, List<Expert> experts, List<MemberRepository.OfExpert> byExpert) {
        Preprocessor preprocessor = preprocessor(model);
        return new ModelView(
                model.name(),
                model.version(),
                aliases,
                model.jobId(),
                model.task().name().toLowerCase(Locale.ROOT),
                preprocessor.modelInputs(),
                preprocessor.modelOutputs(),
                describe(experts.getFirst()),
                experts.getFirst().name() == null
                        ? null
                        : byExpert.stream()
                                .map(members -> view(experts.get(members.expert()), members))
                                .toList(),
                byExpert.stream().mapToInt(members -> (int) members.members()).sum(),
                model.parameterCount(),
                mapper.readTree(model.metrics()),
                model.createdAt());
    }

    private static ModelView.Expert view(Expert expert, MemberRepository.OfExpert members) {
        return new ModelView.Expert(
                Objects.requireNonNull(expert.name()), members.weight(), (int) members.members(), describe(expert));
    }

    private static JsonNode describe(Expert expert) {
        return NetworkJson.describe(new NetworkDefinition(null, expert.network(), null));
    }
}
