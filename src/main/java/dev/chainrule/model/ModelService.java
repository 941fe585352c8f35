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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;

/** Keeps trained models: a name with versions 1, 2, ... */
@Service
public class ModelService {

    private final ModelNameRepository names;
    private final ModelRepository models;
    private final ModelMemberRepository members;
    private final ModelCheckpoints checkpoints;
    private final ModelAliases aliases;
    private final ModelLookup lookup;
    private final ObjectProvider<ModelUse> uses;
    private final ModelJson json;
    private final Clock clock;

    ModelService(
            ModelNameRepository names,
            ModelRepository models,
            ModelMemberRepository members,
            ModelCheckpoints checkpoints,
            ModelAliases aliases,
            ModelLookup lookup,
            ObjectProvider<ModelUse> uses,
            ModelJson json,
            Clock clock) {
        this.names = names;
        this.models = models;
        this.members = members;
        this.checkpoints = checkpoints;
        this.aliases = aliases;
        this.lookup = lookup;
        this.uses = uses;
        this.json = json;
        this.clock = clock;
    }

    /** Stores a model as the next version of its name, in the transaction that is under way. */
    @Transactional
    public int publish(NewModel model) {
        ModelName name = names.lock(model.source().name())
                .orElseGet(() -> names.saveAndFlush(new ModelName(model.source().name())));
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
        return page(found, limit);
    }

    @Transactional(readOnly = true)
    public Page<ModelView> versions(String name, int limit, @Nullable UUID after) {
        lookup.get(name, null);
        List<ModelEntity> found = models.versions(name, after, Limit.of(limit + 1));
        return page(found, limit);
    }

    /** @param version a number or an alias; null: the latest */
    @Transactional(readOnly = true)
    TaggedModel find(String name, @Nullable String version) {
        return tagged(lookup.get(name, version));
    }

    private TaggedModel tagged(ModelEntity model) {
        ModelView view = views(List.of(model)).getFirst();
        List<String> parts = new ArrayList<>(view.aliases());
        parts.addFirst(model.id().toString());
        return new TaggedModel(view, String.join(",", parts));
    }

    private List<ModelView> views(List<ModelEntity> found) {
        Map<UUID, List<String>> names =
                aliases.of(found.stream().map(ModelEntity::id).toList());
        return found.stream()
                .map(model -> json.view(model, names.getOrDefault(model.id(), List.of())))
                .toList();
    }

    private Page<ModelView> page(List<ModelEntity> found, int limit) {
        Page<ModelEntity> page = Page.of(found, limit, model -> model.id().toString());
        return new Page<>(views(page.items()), page.next());
    }

    /** Lets an alias point to a version, wherever it pointed before. */
    @Transactional
    TaggedModel putAlias(String name, String alias, int version) {
        lock(name);
        lookup.get(name, null);
        ModelEntity model = models.findByNameAndVersion(name, version)
                .orElseThrow(() -> ProblemException.unprocessable(
                        "/version", "the model " + JsonText.quote(name) + " has no version " + version));
        aliases.put(name, alias, model.id());
        return tagged(model);
    }

    @Transactional
    void deleteAlias(String name, String alias) {
        lookup.get(name, null);
        if (!aliases.delete(name, alias)) {
            throw ProblemException.notFound(
                    "the model " + JsonText.quote(name) + " has no alias " + JsonText.quote(alias));
        }
    }

    /** A model ready to predict. */
    @Transactional(readOnly = true)
    public TrainedModel load(String name, @Nullable String version) {
        return ready(lookup.get(name, version));
    }

    /** The same, or empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<TrainedModel> loadIfThere(String name, @Nullable String version) {
        return lookup.find(name, version).map(this::ready);
    }

    /** A model ready to predict as it was at the end of an epoch of its training. */
    @Transactional(readOnly = true)
    public TrainedModel loadCheckpoint(String name, @Nullable String version, int epoch) {
        ModelEntity model = lookup.get(name, version);
        List<byte[]> parameters = checkpoints.at(model.jobId(), epoch);
        if (parameters.isEmpty()) {
            throw ProblemException.notFound("version " + model.version() + " of the model " + JsonText.quote(name)
                    + " has no checkpoint of epoch " + epoch);
        }
        return ready(model, parameters);
    }

    private TrainedModel ready(ModelEntity model) {
        return ready(
                model,
                members.of(model.id()).stream().map(ModelMember::parameters).toList());
    }

    private TrainedModel ready(ModelEntity model, List<byte[]> members) {
        NetworkSpec network = json.network(model);
        int count = Math.toIntExact(model.parameterCount());
        List<float[]> parameters =
                members.stream().map(bytes -> FloatCodec.decode(bytes, count)).toList();
        return new TrainedModel(
                model.id(),
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

    /** Deletes all versions of a model, or none if one is in use. */
    @Transactional
    public void delete(String name) {
        lock(name);
        List<ModelEntity> versions = models.findByName(name);
        if (versions.isEmpty()) {
            throw ModelLookup.noModel(name);
        }
        versions.forEach(this::delete);
    }

    @Transactional
    public void delete(String name, String version) {
        lock(name);
        delete(lookup.get(name, version));
    }

    private void delete(ModelEntity model) {
        if (uses.stream().anyMatch(use -> use.isInUse(model.id()))) {
            throw ProblemException.conflict("version " + model.version() + " of the model "
                    + JsonText.quote(model.name()) + " is in use by a training job that has not ended");
        }
        models.delete(model);
    }

    /** Keeps a version from being deleted until the caller's transaction ends; false where there is none. */
    @Transactional
    public boolean hold(UUID id, String name) {
        return names.lock(name).isPresent() && models.existsById(id);
    }

    /** Nobody else changes what there is of a name until the transaction ends. */
    private void lock(String name) {
        if (names.lock(name).isEmpty()) {
            throw ModelLookup.noModel(name);
        }
    }
}
