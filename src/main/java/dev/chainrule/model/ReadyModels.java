package dev.chainrule.model;

import dev.chainrule.web.ChainruleProperties;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gives models that are ready to predict: see {@link CurrentVersions} for which, and {@link ModelCache} for what is kept of them. */
@Service
public class ReadyModels {

    private final ModelService models;
    private final CurrentVersions current;
    private final ModelCache<ReadyModel> cache;

    ReadyModels(ModelService models, CurrentVersions current, ChainruleProperties properties) {
        this.models = models;
        this.current = current;
        this.cache = new ModelCache<>(properties.modelCacheBytes(), ReadyModel::bytes);
    }

    /**
     * A model as it is now: what is returned stays whole, whatever becomes of the name.
     *
     * @param version a number or an alias; null: the latest
     */
    public ReadyModel get(String name, @Nullable String version) {
        // what is replaced or deleted between the lookup and the loading is looked up once more
        for (int attempt = 0; attempt < 3; attempt++) {
            UUID id = current.find(name, version).orElseThrow(() -> models.missing(name, version));
            Optional<ReadyModel> model = cache.get(id, () -> load(id));
            if (model.isPresent()) {
                return model.get();
            }
        }
        throw models.missing(name, version);
    }

    private Optional<ReadyModel> load(UUID id) {
        if (!current.reachesDatabase()) {
            throw CurrentVersions.unreachable();
        }
        return models.load(id).map(ReadyModel::new);
    }

    /**
     * The same, or the model as it was at the end of an epoch of its training. Checkpoints are looked at, not lived with, so they are
     * not kept.
     */
    public ReadyModel get(String name, @Nullable String version, OptionalInt epoch) {
        return epoch.isPresent()
                ? new ReadyModel(models.loadCheckpoint(name, version, epoch.getAsInt()))
                : get(name, version);
    }
}
