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
    private static final int LEAST_PATIENCE = 16;
    /** Patience, in parts of the epochs. */
    private static final int PATIENCE_PART = 5;

    private static final int BATCHES_OF_A_TABLE = 32;
    private static final int LEAST_BATCH = 32;
    private static final int MOST_BATCH = 256;

    // large tables
    /** So many piecewise-linear features at most, in all columns together: of many columns each has fewer intervals. */
    private static final int MOST_INTERVALS = 4_096;

    /** So many rows pass through a network at most, in all epochs together: of many rows there are fewer epochs. */
    private static final long MOST_PASSED = 8_000_000;

    private static final int LEAST_EPOCHS = 4;
    /** Of a row and output, what is summed at a time: two sums of double length, their blend and its measurement. */
    private static final int SUMS = 6;

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
        json.put("missing", "level");
        if (table.kind() == Table.Kind.REGRESSION) {
            json.putObject("target").put("type", "standardize").put("clip", true);
        } else {
            json.put("target", "standardize");
        }
        return json.put("date", "calendar");
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
        json.put("epochs", epochs(expert));
        json.put("batchSize", batchSize());
        json.put("seed", seed);
        json.set("loss", loss());
        json.putObject("optimizer")
                .put("type", "adamw")
                .put("learningRate", expert.learningRate())
                .put("weightDecay", expert.weightDecay())
                .put("decayBiases", false);
        json.put("schedule", "cosine");
        int patience = Math.max(LEAST_PATIENCE, epochs(expert) / PATIENCE_PART);
        json.putObject("stop").put("patience", patience).put("restoreBest", true);
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

    int epochs(Expert expert) {
        return Math.clamp(MOST_PASSED / table.rows(), LEAST_EPOCHS, preset.epochs(expert));
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

    /** Weights of an expert's network, at most: what a pass of a row costs is in proportion to them. */
    long weights(Expert expert) {
        long features = table.numbers() + table.levels();
        features += expert.bins() == Expert.Bins.NONE ? 0L : (long) table.numbers() * bins(expert);
        return expert.units() * (features + expert.units() + table.outputs());
    }

    /**
     * Operations of the whole training as dense products, at most: two for each weight, row and epoch forward, and four backward;
     * each row is trained on by all folds but one.
     */
    double operations() {
        return experts().stream()
                .mapToDouble(expert -> 6.0 * weights(expert) * table.rows() * (folds() - 1) * epochs(expert))
                .sum();
    }

    /**
     * Bytes that the training holds, at least: the rows, once; of each expert what it says of all rows, once by all members and once by
     * the one that has not seen them, while it is summed in double; the weights of all members.
     */
    double bytes() {
        double answers = table.outputs() * (2.0 * experts().size() + SUMS);
        double weights = experts().stream().mapToDouble(this::weights).sum();
        return Float.BYTES * (table.rows() * (table.numbers() + answers) + weights * folds());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
