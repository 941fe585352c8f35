package dev.chainrule.model;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.network.ParametersJson;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;

/** Keeps trained models: a name with versions 1, 2, ... */
@Service
public class ModelService {

    private final ModelNames names;
    private final ModelRepository models;
    private final ModelMemberRepository members;
    private final ModelCheckpoints checkpoints;
    private final ModelJson json;
    private final Clock clock;

    ModelService(
            ModelNames names,
            ModelRepository models,
            ModelMemberRepository members,
            ModelCheckpoints checkpoints,
            ModelJson json,
            Clock clock) {
        this.names = names;
        this.models = models;
        this.members = members;
        this.checkpoints = checkpoints;
        this.json = json;
        this.clock = clock;
    }

    /** Stores a model as the next version of its name, in the transaction that is under way. */
    @Transactional
    public int publish(NewModel model) {
        ModelName name = names.lock(model.source().name());
        int version = name.nextVersion();
        ModelEntity stored = models.save(new ModelEntity(
                model,
                version,
                json.loss(model.loss()),
                NetworkJson.write(new NetworkDefinition(null, model.network(), null))
                        .toString(),
                model.preprocessor().toJson(),
                Parameters.count(model.network()),
                clock.instant()));
        for (int i = 0; i < model.members().size(); i++) {
            byte[] parameters = FloatCodec.encode(model.members().get(i));
            members.save(new ModelMember(new ModelMember.Key(stored.id(), i), parameters));
        }
        return version;
    }

    @Transactional(readOnly = true)
    public Page<ModelView> list(int limit, @Nullable UUID after, @Nullable String name) {
        List<ModelEntity> found = models.latest(after, name, Limit.of(limit + 1));
        return Page.of(found, limit, model -> model.id().toString()).map(json::view);
    }

    @Transactional(readOnly = true)
    public Page<ModelView> versions(String name, int limit, @Nullable UUID after) {
        get(name, null);
        List<ModelEntity> found = models.versions(name, after, Limit.of(limit + 1));
        return Page.of(found, limit, model -> model.id().toString()).map(json::view);
    }

    /**
     * A model with its id, which is the same as long as nothing about the model changes.
     *
     * @param id of the version
     */
    public record Found(ModelView model, UUID id) {}

    /** @param version a number; null: the latest */
    @Transactional(readOnly = true)
    public Found find(String name, @Nullable String version) {
        ModelEntity model = get(name, version);
        return new Found(json.view(model), model.id());
    }

    /** A model ready to predict. */
    @Transactional(readOnly = true)
    public TrainedModel load(String name, @Nullable String version) {
        ModelEntity model = get(name, version);
        return ready(
                model,
                members.of(model.id()).stream().map(ModelMember::parameters).toList());
    }

    /** A model ready to predict as it was at the end of an epoch of its training. */
    @Transactional(readOnly = true)
    public TrainedModel loadCheckpoint(String name, @Nullable String version, int epoch) {
        ModelEntity model = get(name, version);
        List<byte[]> parameters = checkpoints.at(model.jobId(), epoch);
        if (parameters.isEmpty()) {
            throw ProblemException.notFound("version " + model.version() + " of the model " + JsonText.quote(name)
                    + " has no checkpoint of epoch " + epoch);
        }
        return ready(model, parameters);
    }

    private TrainedModel ready(ModelEntity model, List<byte[]> members) {
        NetworkSpec network = json.network(model);
        int count = Math.toIntExact(model.parameterCount());
        List<float[]> parameters =
                members.stream().map(bytes -> FloatCodec.decode(bytes, count)).toList();
        return new TrainedModel(
                model.name(),
                model.version(),
                model.task(),
                json.loss(model.loss()),
                network,
                json.preprocessor(model),
                parameters);
    }

    /** The weights of a member, in the form of a network definition's parameters. */
    @Transactional(readOnly = true)
    public ArrayNode parameters(String name, @Nullable String version, int member) {
        TrainedModel model = load(name, version);
        if (member >= model.members().size()) {
            throw ProblemException.notFound("the members of the model are 0 to "
                    + (model.members().size() - 1) + ", there is no member " + member);
        }
        Parameters parameters = Parameters.over(model.network(), model.members().get(member));
        return ParametersJson.write(parameters.toList());
    }

    /** Deletes all versions of a model. */
    @Transactional
    public void delete(String name) {
        if (models.deleteByName(name) == 0) {
            throw noModel(name);
        }
    }

    @Transactional
    public void delete(String name, String version) {
        models.delete(get(name, version));
    }

    private ModelEntity get(String name, @Nullable String version) {
        ModelEntity latest = models.findFirstByNameOrderByVersionDesc(name).orElseThrow(() -> noModel(name));
        if (version == null) {
            return latest;
        }
        return number(version) == latest.version()
                ? latest
                : models.findByNameAndVersion(name, number(version))
                        .orElseThrow(() -> ProblemException.notFound(
                                "the model " + JsonText.quote(name) + " has no version " + JsonText.quote(version)));
    }

    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static ProblemException noModel(String name) {
        return ProblemException.notFound("there is no model " + JsonText.quote(name));
    }
}
