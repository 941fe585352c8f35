package dev.chainrule.model;

import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.network.ParametersJson;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;

/** Keeps trained models: a name with versions 1, 2, ... */
@Service
public class ModelService {

    private final ModelNameRepository names;
    private final ModelRepository models;
    private final ModelStore store;
    private final ModelCheckpoints checkpoints;
    private final ModelAliases aliases;

    ModelService(
            ModelNameRepository names,
            ModelRepository models,
            ModelStore store,
            ModelCheckpoints checkpoints,
            ModelAliases aliases) {
        this.names = names;
        this.models = models;
        this.store = store;
        this.checkpoints = checkpoints;
        this.aliases = aliases;
    }

    /** Stores a model as the next version of its name, in the transaction that is under way. */
    @Transactional
    public int publish(NewModel model) {
        ModelName name = names.lock(model.source().name())
                .orElseGet(() -> names.saveAndFlush(new ModelName(model.source().name())));
        int version = name.nextVersion();
        store.save(model, version);
        return version;
    }

    @Transactional(readOnly = true)
    public Page<ModelView> list(int limit, @Nullable UUID after, @Nullable String name) {
        List<ModelEntity> found = models.latest(after, name, Limit.of(limit + 1));
        return page(found, limit);
    }

    @Transactional(readOnly = true)
    public Page<ModelView> versions(String name, int limit, @Nullable UUID after) {
        get(name, null);
        List<ModelEntity> found = models.versions(name, after, Limit.of(limit + 1));
        return page(found, limit);
    }

    /** @param version a number or an alias; null: the latest */
    @Transactional(readOnly = true)
    TaggedModel find(String name, @Nullable String version) {
        return tagged(get(name, version));
    }

    private TaggedModel tagged(ModelEntity model) {
        ModelView view = store.views(List.of(model)).getFirst();
        return new TaggedModel(
                view,
                model.id()
                        + String.join(
                                "",
                                view.aliases().stream()
                                        .map(alias -> "," + alias)
                                        .toList()));
    }

    private Page<ModelView> page(List<ModelEntity> found, int limit) {
        Page<ModelEntity> page = Page.of(found, limit, model -> model.id().toString());
        return new Page<>(store.views(page.items()), page.next());
    }

    /** Lets an alias point to a version. */
    @Transactional
    TaggedModel putAlias(String name, String alias, int version) {
        if (names.lock(name).isEmpty()) {
            throw noModel(name);
        }
        get(name, null);
        ModelEntity model = models.findByNameAndVersion(name, version)
                .orElseThrow(() -> ProblemException.unprocessable(
                        "/version", "the model " + JsonText.quote(name) + " has no version " + version));
        aliases.put(name, alias, model.id());
        return tagged(model);
    }

    @Transactional
    void deleteAlias(String name, String alias) {
        get(name, null);
        if (!aliases.delete(name, alias)) {
            throw ProblemException.notFound(
                    "the model " + JsonText.quote(name) + " has no alias " + JsonText.quote(alias));
        }
    }

    /** A model ready to predict. */
    @Transactional(readOnly = true)
    public TrainedModel load(String name, @Nullable String version) {
        return Objects.requireNonNull(store.load(get(name, version), null));
    }

    /** A model ready to predict as it was at the end of an epoch of its training. */
    @Transactional(readOnly = true)
    public TrainedModel loadCheckpoint(String name, @Nullable String version, int epoch) {
        ModelEntity model = get(name, version);
        TrainedModel loaded = store.load(model, checkpoints.at(model.jobId(), epoch));
        if (loaded == null) {
            throw ProblemException.notFound("version " + model.version() + " of the model " + JsonText.quote(name)
                    + " has no checkpoint of epoch " + epoch);
        }
        return loaded;
    }

    /** The weights of a member, in the form of a network definition's parameters. */
    @Transactional(readOnly = true)
    public ArrayNode parameters(String name, @Nullable String version, int member) {
        TrainedModel model = load(name, version);
        if (member >= model.members().size()) {
            throw ProblemException.notFound("the members of the model are 0 to "
                    + (model.members().size() - 1) + ", there is no member " + member);
        }
        ModelMember found = model.members().get(member);
        Parameters parameters = Parameters.over(model.networkOf(found), found.parameters());
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
        return (isNumber(version)
                        ? models.findByNameAndVersion(name, Integer.parseInt(version))
                        : aliases.find(name, version).flatMap(models::findById))
                .orElseThrow(() -> ProblemException.notFound(
                        "the model " + JsonText.quote(name) + " has no version " + JsonText.quote(version)));
    }

    /** Whether a version is given by its number, not by an alias, which is never a number. */
    private static boolean isNumber(String version) {
        return version.matches("\\d{1,9}");
    }

    private static ProblemException noModel(String name) {
        return ProblemException.notFound("there is no model " + JsonText.quote(name));
    }
}
