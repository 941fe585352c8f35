package dev.chainrule.preset;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request that leaves network, preprocessing and training to a preset into one that says them. */
public final class Presets {

    /** The property that names one. */
    public static final String PROPERTY = "preset";

    private static final Map<String, Preset> PRESETS = new LinkedHashMap<>();

    static {
        PRESETS.put("quick", Preset.QUICK);
        PRESETS.put("standard", Preset.STANDARD);
        PRESETS.put("best", Preset.BEST);
    }

    private static final int LEAST_ROWS = 4;
    /** What a training may cost: a few hours of two cores. */
    private static final double MOST_OPERATIONS = 1e15;

    private static final double TERA = 1e12;
    private static final double SHARE_OF_MEMORY = 0.6;

    private Presets() {}

    /** Whether the request leaves the choice to a preset. */
    public static boolean isMeant(JsonObject request) {
        return request.has(PROPERTY)
                || (!request.has("network") && !request.has("experts") && !request.has("continueFrom"));
    }

    /**
     * The ordinary request; empty where there was any fault.
     *
     * @param body the request, whose dataset and name are taken over
     * @param seeds gives a seed where the request has none
     */
    public static Optional<JsonNode> expand(
            JsonObject request, JsonNode body, DatasetReference dataset, LongSupplier seeds) {
        int before = request.faults().count();
        Preset preset = request.choice(PROPERTY, PRESETS, Set.of()).orElse(Preset.STANDARD);
        for (String other :
                new String[] {"network", "preprocessing", "experts", "validation", "blend", "continueFrom"}) {
            if (request.has(other)) {
                request.fault(other, "is chosen by the preset: leave out either of them");
            }
        }
        Given given = Given.read(request);
        Recipe recipe = recipe(request, preset, dataset, given.seed().orElseGet(() -> seeds.getAsLong()));
        if (recipe == null || request.faults().count() > before) {
            return Optional.empty();
        }
        ObjectNode expanded = JsonNodeFactory.instance.objectNode();
        for (String kept : new String[] {"modelName", "dataset"}) {
            if (body.hasNonNull(kept)) {
                expanded.set(kept, body.get(kept));
            }
        }
        recipe.write(expanded);
        expanded.get("experts").forEach(expert -> given.write((ObjectNode) expert.get("training")));
        return Optional.of(expanded);
    }

    private static @Nullable Recipe recipe(JsonObject request, Preset preset, DatasetReference dataset, long seed) {
        if (dataset.schema().kind() == DatasetKind.MATRIX) {
            request.fault(
                    "network",
                    "is missing: a preset chooses one for a table; the numbers of a matrix are fed to the network as they are, so"
                            + " it takes a network of your own");
            return null;
        }
        ChosenColumns columns = dataset.columns();
        if (columns.targets().isEmpty()) {
            request.faults().add("/dataset/target", "is missing: the dataset has no target of its own");
            return null;
        }
        long rows = dataset.rows().count();
        if (rows < LEAST_ROWS) {
            request.fault("dataset", "has " + rows + " rows with a target, a preset needs at least " + LEAST_ROWS);
            return null;
        }
        for (Column target : columns.targets()) {
            if (target.distinct() < 2) {
                request.faults()
                        .add(
                                "/dataset/target",
                                JsonText.quote(target.name()) + " has a single value: there is nothing to learn");
                return null;
            }
        }
        Table table = Table.of(rows, columns);
        Recipe recipe = new Recipe(preset, table, seed);
        checkCost(request, recipe);
        return recipe;
    }

    private static void checkCost(JsonObject request, Recipe recipe) {
        if (recipe.operations() > MOST_OPERATIONS) {
            request.fault(
                    "dataset",
                    "is too large for the preset: its training would take " + Math.round(recipe.operations() / TERA)
                            + " tera operations, more than " + Math.round(MOST_OPERATIONS / TERA)
                            + "; choose a smaller preset, fewer features or a network of your own");
        }
        double bytes = recipe.bytes();
        if (bytes > SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory()) {
            request.fault(
                    "dataset",
                    "is too large for the preset: it would take " + Math.round(bytes / (1 << 20))
                            + " MiB of memory, the service has "
                            + Runtime.getRuntime().maxMemory() / (1 << 20));
        }
    }

    /** What of {@code training} may stand beside a preset. */
    private record Given(Optional<Long> seed, Optional<JsonNode> classWeights, Optional<Double> maxSeconds) {

        private static final long LARGEST_SEED = (1L << 53) - 1;

        static Given read(JsonObject request) {
            Optional<JsonObject> training = request.object("training");
            if (training.isEmpty()) {
                return new Given(Optional.empty(), Optional.empty(), Optional.empty());
            }
            JsonObject json = training.get();
            long seed = json.wholeNumber("seed", 0, LARGEST_SEED, -1);
            Optional<JsonNode> classWeights = Optional.ofNullable(json.get("classWeights"));
            Optional<Double> seconds = json.object("stop").flatMap(Given::readStop);
            json.end();
            return new Given(seed < 0 ? Optional.empty() : Optional.of(seed), classWeights, seconds);
        }

        private static Optional<Double> readStop(JsonObject stop) {
            Optional<Double> seconds = stop.number("maxSeconds", Bounds.POSITIVE);
            stop.end();
            return seconds;
        }

        void write(ObjectNode training) {
            classWeights.ifPresent(weights -> training.set("classWeights", weights));
            maxSeconds.ifPresent(seconds -> ((ObjectNode) training.get("stop")).put("maxSeconds", seconds));
        }
    }
}
