package dev.chainrule.model;

import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds versions of models by what clients call them: a number, an alias, or nothing for the latest. */
@Component
class ModelLookup {

    private final ModelRepository models;
    private final ModelAliases aliases;

    ModelLookup(ModelRepository models, ModelAliases aliases) {
        this.models = models;
        this.aliases = aliases;
    }

    /** @throws ProblemException 404 */
    ModelEntity get(String name, @Nullable String version) {
        return find(name, version).orElseThrow(() -> missing(name, version));
    }

    /** Why there is no such version. */
    ProblemException missing(String name, @Nullable String version) {
        return version == null || find(name, null).isEmpty()
                ? noModel(name)
                : ProblemException.notFound(
                        "the model " + JsonText.quote(name) + " has no version " + JsonText.quote(version));
    }

    Optional<ModelEntity> find(String name, @Nullable String version) {
        if (version == null) {
            return models.findFirstByNameOrderByVersionDesc(name);
        }
        return isNumber(version)
                ? models.findByNameAndVersion(name, Integer.parseInt(version))
                : aliases.find(name, version).flatMap(models::findById);
    }

    /** Whether a version is given by its number, not by an alias, which is never a number. */
    static boolean isNumber(String version) {
        return version.matches("\\d{1,9}");
    }

    static ProblemException noModel(String name) {
        return ProblemException.notFound("there is no model " + JsonText.quote(name));
    }
}
