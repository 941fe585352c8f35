package dev.chainrule.model;

import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.network.ParametersJson;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
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

    private final ModelNames names;
    private final ModelRepository models;
    private final ModelStore store;
    private final ModelCheckpoints checkpoints;
    private final ModelAliases aliases;
    private final ModelLookup lookup;
    private final CurrentVersions current;
    private final ObjectProvider<ModelUse> uses;

    ModelService(
            ModelNames names,
            ModelRepository models,
            ModelStore store,
            ModelCheckpoints checkpoints,
            ModelAliases aliases,
            ModelLookup lookup,
            CurrentVersions current,
            ObjectProvider<ModelUse> uses) {
        this.names = names;
        this.models = models;
        this.store = store;
        this.checkpoints = checkpoints;
        this.aliases = aliases;
        this.lookup = lookup;
        this.current = current;
        this.uses = uses;
    }

    /** Stores a model as the next version of its name, in the transaction that is under way. */
    @Transactional
    public int publish(NewModel model) {
        ModelName name = names.lockOrAdd(model.source().name());
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
        ModelView view = store.views(List.of(model)).getFirst();
        List<String> parts = new ArrayList<>(view.aliases());
        parts.addFirst(model.id().toString());
        return new TaggedModel(view, String.join(",", parts));
    }

    private Page<ModelView> page(List<ModelEntity> found, int limit) {
        Page<ModelEntity> page = Page.of(found, limit, model -> model.id().toString());
        return new Page<>(store.views(page.items()), page.next());
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
        current.forget(name);
        return tagged(model);
    }

    @Transactional
    void deleteAlias(String name, String alias) {
        lookup.get(name, null);
        if (!aliases.delete(name, alias)) {
            throw ProblemException.notFound(
                    "the model " + JsonText.quote(name) + " has no alias " + JsonText.quote(alias));
        }
        current.forget(name);
    }

    /** A model ready to predict. */
    @Transactional(readOnly = true)
    public TrainedModel load(String name, @Nullable String version) {
        return loadIfThere(name, version).orElseThrow(() -> lookup.missing(name, version));
    }

    /** The same, or empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<TrainedModel> loadIfThere(String name, @Nullable String version) {
        return lookup.find(name, version).map(model -> store.load(model, Map.of()));
    }

    /** The version with this id, ready to predict; empty if it does not exist any more. */
    @Transactional(readOnly = true)
    Optional<TrainedModel> load(UUID id) {
        return models.findById(id).map(model -> store.load(model, Map.of()));
    }

    /** Why there is no such version. */
    ProblemException missing(String name, @Nullable String version) {
        return lookup.missing(name, version);
    }

    /** A model ready to predict as it was at the end of an epoch of its training. */
    @Transactional(readOnly = true)
    public TrainedModel loadCheckpoint(String name, @Nullable String version, int epoch) {
        ModelEntity model = lookup.get(name, version);
        return checkpoints
                .at(model.jobId(), epoch)
                .map(parameters -> store.load(model, parameters))
                .orElseThrow(() -> ProblemException.notFound("version " + model.version() + " of the model "
                        + JsonText.quote(name) + " has no checkpoint of epoch " + epoch));
    }

    /** The weights of a member, in the form of a network definition's parameters. */
    @Transactional(readOnly = true)
    public ArrayNode parameters(String name, @Nullable String version, int member) {
        TrainedModel model = load(name, version);
        ModelMember found = model.member(member);
        Parameters parameters = Parameters.over(model.networkOf(found), found.parameters());
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
        current.forget(model.name());
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
