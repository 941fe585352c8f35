package dev.chainrule.preset;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a preset chooses for a table, from top to bottom: views, networks, training, folds and blend, as an ordinary request. What
 * the constants were chosen by, and what they are worth, is in TABLES.md.
 */
final class Recipe {

    // preparation
    private static final int MIN_COUNT = 5;
    static final int MOST_LEVELS = 50;
    private static final int QUANTILE_BINS = 16;
    private static final int TREE_LEAVES = 32;

    // network
    private static final int HIDDEN_LAYERS = 2;
    private static final double DROPOUT = 0.1;

    // training
    private static final double LABEL_SMOOTHING = 0.1;
    private static final int PATIENCE = 16;
    private static final int BATCHES_OF_A_TABLE = 32;
    private static final int LEAST_BATCH = 32;
    private static final int MOST_BATCH = 256;

    // large tables
    /** So many piecewise-linear features at most, in all columns together: of many columns each has fewer intervals. */
    private static final int MOST_INTERVALS = 4_096;

    /** So many rows pass through a network at most, in all epochs together: of many rows there are fewer epochs. */
    private static final long MOST_PASSED = 8_000_000;

    private static final int LEAST_EPOCHS = 4;

    private final Preset preset;
    private final Table table;
    private final long seed;

    Recipe(Preset preset, Table table, long seed) {
        this.preset = preset;
        this.table = table;
        this.seed = seed;
    }

    /** Adds the experts, the folds and the blend to a request that has neither. */
    void write(ObjectNode request) {
        ArrayNode experts = request.putArray("experts");
        for (Expert expert : experts()) {
            ObjectNode json = experts.addObject();
            json.put("name", name(expert));
            json.set("network", network(expert));
            json.set("preprocessing", preprocessing(expert));
            json.set("training", training(expert));
        }
        request.putObject("validation").put("folds", folds());
        request.put("blend", "greedy");
    }

    static String name(Expert expert) {
        return expert.name().toLowerCase(Locale.ROOT);
    }

    /** Without intervals, trees have nothing to choose. */
    List<Expert> experts() {
        return preset.experts().stream()
                .filter(expert -> expert.bins() != Expert.Bins.TREE || intervals() >= 2)
                .toList();
    }

    /** Each fold has two rows at least. */
    int folds() {
        return (int) Math.min(preset.folds(), table.rows() / 2);
    }

    private ObjectNode preprocessing(Expert expert) {
        ObjectNode json = object();
        if (expert.bins() == Expert.Bins.NONE || intervals() < 2) {
            json.put("numeric", "smooth_robust");
        } else {
            json.putObject("numeric")
                    .put("type", "piecewise_linear")
                    .put("bins", expert.bins().name().toLowerCase(Locale.ROOT))
                    .put("maxBins", bins(expert));
        }
        json.putObject("categorical")
                .put("type", "one_hot")
                .put("minCount", MIN_COUNT)
                .put("maxLevels", MOST_LEVELS);
        return json.put("missing", "level").put("target", "standardize").put("date", "calendar");
    }

    /** How many intervals a number may have by quantiles. */
    private int intervals() {
        return table.numbers() == 0 ? QUANTILE_BINS : Math.min(QUANTILE_BINS, MOST_INTERVALS / table.numbers());
    }

    private int bins(Expert expert) {
        return expert.bins() == Expert.Bins.TREE ? intervals() * (TREE_LEAVES / QUANTILE_BINS) : intervals();
    }

    private ObjectNode network(Expert expert) {
        ObjectNode json = object();
        ArrayNode layers = json.putArray("layers");
        for (int i = 0; i < HIDDEN_LAYERS; i++) {
            layers.addObject()
                    .put("type", "dense")
                    .put("units", expert.units())
                    .put("activation", expert.activation())
                    .put("initializer", "he_normal");
            layers.addObject().put("type", "dropout").put("rate", DROPOUT);
        }
        layers.addObject()
                .put("type", "dense")
                .put(
                        "activation",
                        switch (table.kind()) {
                            case REGRESSION -> "linear";
                            case BINARY -> "sigmoid";
                            case MULTICLASS -> "softmax";
                        })
                .put("initializer", "lecun_normal")
                .put("biasInitializer", "target_prior");
        return json;
    }

    private ObjectNode training(Expert expert) {
        ObjectNode json = object();
        json.put("epochs", epochs());
        json.put("batchSize", batchSize());
        json.put("seed", seed);
        json.set("loss", loss());
        json.putObject("optimizer")
                .put("type", "adamw")
                .put("learningRate", expert.learningRate())
                .put("weightDecay", expert.weightDecay())
                .put("decayBiases", false);
        json.put("schedule", "cosine");
        json.putObject("stop").put("patience", PATIENCE).put("restoreBest", true);
        return json;
    }

    private ObjectNode loss() {
        return switch (table.kind()) {
            case REGRESSION -> object().put("type", "mean_squared_error");
            case BINARY ->
                object().put("type", "binary_cross_entropy")
                        .put("labelSmoothing", LABEL_SMOOTHING)
                        .put("undo", true);
            case MULTICLASS -> object().put("type", "categorical_cross_entropy");
        };
    }

    int epochs() {
        return Math.clamp(MOST_PASSED / table.rows(), LEAST_EPOCHS, preset.epochs());
    }

    /** The power of two that is nearest, by ratio, to a 32nd of the rows. */
    private int batchSize() {
        int size = LEAST_BATCH;
        while (size < MOST_BATCH && table.rows() * (double) table.rows() > 2.0 * size * size * square()) {
            size *= 2;
        }
        return size;
    }

    private static double square() {
        return (double) BATCHES_OF_A_TABLE * BATCHES_OF_A_TABLE;
    }

    /** Weights of the experts' networks, at most: what a pass of a row costs is in proportion to them. */
    long weights() {
        long weights = 0;
        for (Expert expert : experts()) {
            long features = table.numbers() + table.levels();
            features += expert.bins() == Expert.Bins.NONE ? 0L : (long) table.numbers() * bins(expert);
            weights += expert.units() * (features + expert.units() + table.outputs());
        }
        return weights;
    }

    /**
     * Operations of the whole training as dense products, at most: two for each weight, row and epoch forward, and four backward;
     * each row is trained on by all folds but one.
     */
    double operations() {
        return 6.0 * weights() * table.rows() * (folds() - 1) * epochs();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
