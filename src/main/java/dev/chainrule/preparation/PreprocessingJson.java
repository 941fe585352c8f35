package dev.chainrule.preparation;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.preparation.PreprocessingSpec.Categorical;
import dev.chainrule.preparation.PreprocessingSpec.Scaling;
import dev.chainrule.web.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON form of {@link PreprocessingSpec}: {@code {"numeric": "standardize", "categorical": "one_hot", "target": "none"}}. */
public final class PreprocessingJson {

    private static final String NUMERIC = "numeric";
    private static final String CATEGORICAL = "categorical";
    private static final String TARGET = "target";

    private static final Map<String, Scaling> SCALINGS = new LinkedHashMap<>();

    static {
        SCALINGS.put("standardize", Scaling.STANDARDIZE);
        SCALINGS.put("none", Scaling.NONE);
    }

    private static final Map<String, Categorical> CATEGORICALS = Map.of("one_hot", Categorical.ONE_HOT);
    private static final Set<String> LATER = Set.of("min_max", "robust", "smooth_robust", "piecewise_linear");

    private PreprocessingJson() {}

    /** The preprocessing under {@code name}; what is absent there, or all of it, is the default for {@code kind}. */
    public static PreprocessingSpec read(JsonObject parent, String name, DatasetKind kind) {
        PreprocessingSpec defaults = PreprocessingSpec.defaultFor(kind);
        Optional<JsonObject> given = parent.object(name);
        if (given.isEmpty()) {
            return defaults;
        }
        JsonObject json = given.get();
        Scaling numeric = choice(json, NUMERIC, SCALINGS, LATER).orElse(defaults.numeric());
        Categorical categorical =
                choice(json, CATEGORICAL, CATEGORICALS, Set.of()).orElse(defaults.categorical());
        Scaling target = choice(json, TARGET, SCALINGS, Set.of()).orElse(defaults.target());
        json.notYet("missing", "date");
        json.end();
        return new PreprocessingSpec(numeric, categorical, target);
    }

    /** A choice by its name; those with settings, which are objects, are still to come. */
    private static <T> Optional<T> choice(JsonObject json, String name, Map<String, T> choices, Set<String> later) {
        JsonNode value = json.get(name);
        if (value != null && value.isObject()) {
            json.notYet(name);
            return Optional.empty();
        }
        return json.choice(name, choices, later);
    }

    public static JsonNode write(PreprocessingSpec spec) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(NUMERIC, name(spec.numeric()))
                .put(
                        CATEGORICAL,
                        switch (spec.categorical()) {
                            case ONE_HOT -> "one_hot";
                        })
                .put(TARGET, name(spec.target()));
    }

    private static String name(Scaling scaling) {
        return switch (scaling) {
            case STANDARDIZE -> "standardize";
            case NONE -> "none";
        };
    }
}
