package dev.chainrule.preparation;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.preparation.PreprocessingSpec.CategorySpec;
import dev.chainrule.preparation.PreprocessingSpec.Dates;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import dev.chainrule.preparation.PreprocessingSpec.TargetScaling;
import dev.chainrule.preparation.PreprocessingSpec.TargetSpec;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of {@link PreprocessingSpec}: {@code {"numeric": "standardize", "categorical": "one_hot", "missing": "impute",
 * "target": "none", "date": "epoch_days"}}.
 */
public final class PreprocessingJson {

    private static final String NUMERIC = "numeric";
    private static final String CATEGORICAL = "categorical";
    private static final String MISSING = "missing";
    private static final String TARGET = "target";
    private static final String DATE = "date";
    private static final String BINS = "bins";
    private static final String MAX_BINS = "maxBins";
    private static final String MIN_COUNT = "minCount";
    private static final String CLIP = "clip";
    private static final String MAX_LEVELS = "maxLevels";

    private static final int DEFAULT_BINS = 16;
    private static final int MOST_BINS = 256;
    private static final int MOST_LEVELS = 1_000_000;

    private static final Map<String, Function<JsonObject, NumberSpec>> NUMBERS = new LinkedHashMap<>();
    private static final Map<String, NumberSpec.Bins> KINDS_OF_BINS = new LinkedHashMap<>();
    private static final Map<String, Missing> MISSINGS = new LinkedHashMap<>();
    private static final Map<String, TargetScaling> SCALINGS = new LinkedHashMap<>();
    private static final Map<String, Dates> DATES = new LinkedHashMap<>();

    static {
        NUMBERS.put("standardize", settings -> new NumberSpec.Standardize());
        NUMBERS.put("min_max", settings -> new NumberSpec.MinMax());
        NUMBERS.put("robust", settings -> new NumberSpec.Robust());
        NUMBERS.put("none", settings -> new NumberSpec.None());
        NUMBERS.put("smooth_robust", settings -> new NumberSpec.SmoothRobust());
        NUMBERS.put("piecewise_linear", PreprocessingJson::piecewiseLinear);
        KINDS_OF_BINS.put("quantile", NumberSpec.Bins.QUANTILE);
        KINDS_OF_BINS.put("tree", NumberSpec.Bins.TREE);
        MISSINGS.put("impute", Missing.IMPUTE);
        MISSINGS.put("reject", Missing.REJECT);
        MISSINGS.put("level", Missing.LEVEL);
        SCALINGS.put("standardize", TargetScaling.STANDARDIZE);
        SCALINGS.put("none", TargetScaling.NONE);
        DATES.put("epoch_days", Dates.EPOCH_DAYS);
        DATES.put("calendar", Dates.CALENDAR);
    }

    private PreprocessingJson() {}

    /** The preprocessing under {@code name}; what is absent there, or all of it, is the default for {@code kind}. */
    public static PreprocessingSpec read(JsonObject parent, String name, DatasetKind kind) {
        PreprocessingSpec defaults = PreprocessingSpec.defaultFor(kind);
        Optional<JsonObject> given = parent.object(name);
        if (given.isEmpty()) {
            return defaults;
        }
        JsonObject json = given.get();
        PreprocessingSpec spec = new PreprocessingSpec(
                Setting.read(json, NUMERIC, NUMBERS, Set.of()).orElse(defaults.numeric()),
                readCategorical(json).orElse(defaults.categorical()),
                json.choice(MISSING, MISSINGS, Set.of()).orElse(defaults.missing()),
                readTarget(json).orElse(defaults.target()),
                json.choice(DATE, DATES, Set.of()).orElse(defaults.date()));
        json.end();
        return spec;
    }

    private static NumberSpec piecewiseLinear(JsonObject settings) {
        return new NumberSpec.PiecewiseLinear(
                settings.choice(BINS, KINDS_OF_BINS, Set.of()).orElse(NumberSpec.Bins.QUANTILE),
                settings.integer(MAX_BINS, 2, MOST_BINS, DEFAULT_BINS));
    }

    private static Optional<TargetSpec> readTarget(JsonObject json) {
        Map<String, Function<JsonObject, TargetSpec>> kinds = new LinkedHashMap<>();
        SCALINGS.forEach((name, scaling) ->
                kinds.put(name, settings -> new TargetSpec(scaling, settings.flag(CLIP, false))));
        return Setting.read(json, TARGET, kinds, Set.of());
    }

    /** The string and the object mean different things: see {@link CategorySpec#plain}. */
    private static Optional<CategorySpec> readCategorical(JsonObject json) {
        JsonNode value = json.get(CATEGORICAL);
        boolean plain = value == null || value.isString();
        Map<String, Function<JsonObject, CategorySpec>> kinds = Map.of(
                "one_hot",
                settings -> new CategorySpec(
                        settings.integer(MIN_COUNT, 1, MOST_LEVELS, 1),
                        settings.integer(MAX_LEVELS, 1, MOST_LEVELS),
                        plain));
        return Setting.read(json, CATEGORICAL, kinds, Set.of());
    }

    /** Every setting. */
    public static JsonNode write(PreprocessingSpec spec) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(NUMERIC, write(spec.numeric()));
        json.set(CATEGORICAL, write(spec.categorical()));
        json.put(MISSING, name(MISSINGS, spec.missing()));
        json.set(TARGET, write(spec.target()));
        return json.put(DATE, name(DATES, spec.date()));
    }

    private static JsonNode write(NumberSpec spec) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (spec) {
            case NumberSpec.Standardize _ -> json.stringNode("standardize");
            case NumberSpec.MinMax _ -> json.stringNode("min_max");
            case NumberSpec.Robust _ -> json.stringNode("robust");
            case NumberSpec.None _ -> json.stringNode("none");
            case NumberSpec.SmoothRobust _ -> json.stringNode("smooth_robust");
            case NumberSpec.PiecewiseLinear(NumberSpec.Bins bins, int maxBins) ->
                json.objectNode()
                        .put("type", "piecewise_linear")
                        .put(BINS, name(KINDS_OF_BINS, bins))
                        .put(MAX_BINS, maxBins);
        };
    }

    private static JsonNode write(TargetSpec spec) {
        String name = name(SCALINGS, spec.scaling());
        JsonNodeFactory json = JsonNodeFactory.instance;
        return spec.clip() ? json.objectNode().put("type", name).put(CLIP, true) : json.stringNode(name);
    }

    private static JsonNode write(CategorySpec spec) {
        if (spec.plain()) {
            return JsonNodeFactory.instance.stringNode("one_hot");
        }
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("type", "one_hot").put(MIN_COUNT, spec.minCount());
        if (spec.maxLevels().isPresent()) {
            return json.put(MAX_LEVELS, spec.maxLevels().getAsInt());
        }
        return json.putNull(MAX_LEVELS);
    }

    private static <T> String name(Map<String, T> names, T value) {
        for (Map.Entry<String, T> entry : names.entrySet()) {
            if (entry.getValue().equals(value)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("there is no name for " + value);
    }
}
