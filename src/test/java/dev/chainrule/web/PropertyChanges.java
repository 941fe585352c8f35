package dev.chainrule.web;

import dev.chainrule.support.Api;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rows of {@link EveryPropertyIT}: what can be said in a request, and where it has to show. */
final class PropertyChanges {

    private PropertyChanges() {}

    /**
     * A request, and a value that changes its result.
     *
     * @param property its name, as {@link RequestProperties} gives it
     */
    record Change(String property, Request request, String pointer, String value) {

        Request changed() {
            return request.with(pointer, value);
        }
    }

    /**
     * A place for one of several values, each of which gives another result.
     *
     * @param property the name of the place; its values are those of the OpenAPI document, but for those with a row of their own
     * @param alike values that, without settings, may give the same result
     */
    record Choice(String property, Request request, String pointer, Set<String> alike) {

        Choice(String property, Request request, String pointer) {
            this(property, request, pointer, Set.of());
        }
    }

    /** What other tests of {@link EveryPropertyIT} show. */
    static final Set<String> SHOWN_BELOW = Set.of(
            "TrainingJobRequest.modelName",
            "NetworkDefinition.name",
            "NetworkDefinition.inputs",
            "NewMatrix.name",
            "NewTable.name",
            "NewSample.name",
            "Preprocessing.missing=reject",
            "NewTable.columns");

    /** A regression on a matrix, with targets that every loss takes which has no activation of its own. */
    static final Request VALUES = Request.of("""
            {"modelName": "property",
             "network": {"layers": [{"type": "dense", "units": 4, "activation": "tanh"}, {"type": "dense"}]},
             "dataset": {"inputs": [[1, 0.5], [-0.5, 2], [0.3, -1], [-2, 1], [0.1, 0.7], [1.5, -0.2], [-1, -1], [0.4, 0.9]],
                         "targets": [[1, 1, -1], [-1, 1, 1], [1, -1, -1], [1, 1, 1], [-1, -1, 1], [1, -1, 1], [-1, 1, -1], [1, 1, 1]]},
             "training": {"epochs": 4, "batchSize": 3, "seed": 1, "loss": "mean_squared_error",
                          "optimizer": {"type": "sgd", "learningRate": 0.1}}}""");

    /** A classification with one output. */
    private static final Request BINARY = VALUES.with("/network/layers/1/activation", "\"sigmoid\"")
            .with("/dataset/targets", "[[1], [0], [1], [0], [0], [1], [0], [1]]");

    /** A classification with labels. */
    private static final Request CLASSES = Request.of("""
            {"modelName": "property",
             "network": {"layers": [{"type": "dense", "units": 4, "activation": "tanh"}, {"type": "dense", "activation": "softmax"}]},
             "dataset": {"inputs": [[1, 0.5], [-0.5, 2], [0.3, -1], [-2, 1], [0.1, 0.7], [1.5, -0.2]],
                         "labels": ["a", "b", "a", "c", "a", "c"]},
             "training": {"epochs": 4, "batchSize": 3, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}}""");

    /** A regression on a table. */
    static final Request TABLE = Request.of("""
            {"modelName": "property",
             "network": {"layers": [{"type": "dense", "units": 3, "activation": "tanh"}, {"type": "dense"}]},
             "dataset": {"columns": ["size", "age", "kind", "price"], "target": "price",
                         "rows": [[70, 3, "flat", 210], [120, 30, "house", 260], [45, 12, "flat", 120], [95, 8, "house", 290],
                                  [60, 50, "flat", 110], [150, 5, "house", 450], [80, 22, "flat", 190], [33, 1, "flat", 140]]},
             "training": {"epochs": 4, "batchSize": 3, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}}""");

    /** A table for which a preset chooses. */
    private static final Request CHOSEN = Request.of("""
            {"modelName": "property", "preset": "quick", "training": {"seed": 1},
             "dataset": {"columns": ["size", "age", "kind", "price"], "target": "price",
                         "rows": [[70, 3, "flat", 210], [120, 30, "house", 260], [45, 12, "flat", 120], [95, 8, "house", 290],
                                  [60, 50, "flat", 110], [150, 5, "house", 450], [80, 22, "flat", 190], [33, 1, "flat", 140]]}}""");

    /** Samples with classes, and such with values. */
    static final Request POINTS = CLASSES.with("/dataset", "{\"sample\": \"moons\"}");

    private static final Request CURVE = VALUES.with("/dataset", "{\"sample\": \"sine\"}");

    static final JsonNode OTHER_TABLE = Api.json("""
            {"columns": ["size", "age", "kind", "price"], "target": "price",
             "rows": [[70, 3, "flat", 200], [120, 30, "house", 250], [45, 12, "flat", 120], [95, 8, "house", 300]]}""");

    static final JsonNode OTHER_NETWORK = Api.json("""
            {"layers": [{"type": "dense", "units": 5}, {"type": "dense"}]}""");

    private static final Request STORED =
            TABLE.with("/network", "{\"id\": \"{network}\"}").with("/dataset", "{\"id\": \"{table}\"}");

    /** A batch normalization between two dense layers, all with parameters. */
    private static final Request GIVEN = VALUES.with("/network", """
            {"layers": [{"type": "dense", "units": 2}, {"type": "batch_normalization", "activation": "tanh"}, {"type": "dense"}],
             "parameters": [{"weights": [[0.5, -0.4], [0.3, 0.8]], "bias": [0.1, -0.1]},
                            {"scale": [1, 1], "shift": [0, 0], "mean": [0, 0], "variance": [1, 1]},
                            {"weights": [[0.5, -0.4, 0.1], [0.3, 0.8, 0.2]], "bias": [0.1, -0.1, 0]}]}""");

    private static final Request LAYER_NORMALIZED = VALUES.with(
            "/network/layers",
            "[{\"type\": \"dense\", \"units\": 3}, {\"type\": \"layer_normalization\"}, {\"type\": \"dense\"}]");

    private static final Request BATCH_NORMALIZED =
            LAYER_NORMALIZED.with("/network/layers/1/type", "\"batch_normalization\"");

    /** Nothing is learned, so that whatever waits for the loss to fall waits in vain. */
    private static final Request STAGNANT = VALUES.with("/training/optimizer/learningRate", "1e-12");

    /** The loss of the last epoch is not the lowest. */
    private static final Request RESTLESS =
            VALUES.with("/training/optimizer/learningRate", "1.2").with("/training/stop", "{\"patience\": 10}");

    /** A category and a number are missing. */
    static final Request MISSING = TABLE.with("/dataset/rows/0/2", "null").with("/dataset/rows/1/0", "null");

    /** Three categories, of four, two and two rows. */
    private static final Request LEVELS = TABLE.with("/dataset/rows/1/2", "\"hut\"")
            .with("/dataset/rows/3/2", "\"hut\"")
            .with("/dataset/rows/4/2", "\"house\"")
            .with("/preprocessing/categorical/type", "\"one_hot\"");

    private static final Request PIECES =
            TABLE.with("/preprocessing/numeric", "{\"type\": \"piecewise_linear\", \"maxBins\": 3}");

    /** Columns whose cells can be read in several ways. */
    private static final Request TYPED = Request.of("""
            {"modelName": "property",
             "network": {"layers": [{"type": "dense"}]},
             "dataset": {"columns": ["when", "new", "rooms", "price"], "target": "price",
                         "rows": [["2024-01-05", "true", 1, 210], ["2024-03-01", "false", 2, 260], ["2024-03-01", "true", 2, 120],
                                  ["2024-06-30", "true", 3, 290], ["2024-01-05", "false", 1, 110], ["2024-09-09", "false", 3, 450]]},
             "training": {"epochs": 2, "batchSize": 3, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}}""");

    /** Models to continue from. */
    static Stream<Request> models() {
        Request start = TABLE.with("/modelName", "\"start\"");
        Request again = start.with("/training/seed", "2");
        return Stream.of(start, again, again.with("/modelName", "\"other\"").with("/training/seed", "3"));
    }

    static Stream<Choice> choices() {
        return Stream.of(
                new Choice("Activation", VALUES, "/network/layers/1/activation"),
                new Choice("Initializer", VALUES, "/network/layers/0/initializer", Set.of("zeros", "constant")),
                new Choice("Loss", VALUES, "/training/loss"),
                new Choice("Optimizer", VALUES, "/training/optimizer"),
                // in four epochs: those two wait longer than that for their first cut
                new Choice("Schedule", VALUES, "/training/schedule", Set.of("constant", "step", "reduce_on_plateau")),
                new Choice("Preprocessing.numeric", TABLE, "/preprocessing/numeric"),
                new Choice("Preprocessing.target", TABLE, "/preprocessing/target"),
                new Choice("Preprocessing.missing", MISSING, "/preprocessing/missing"),
                new Choice("Preprocessing.date", TYPED, "/preprocessing/date"),
                new Choice("PiecewiseLinear.bins", PIECES, "/preprocessing/numeric/bins"));
    }

    static Stream<Change> changes() {
        return Stream.of(
                        requests(),
                        continued(),
                        preprocessing(),
                        networks(),
                        losses(),
                        optimizers(),
                        rules(),
                        datasets())
                .flatMap(rows -> rows);
    }

    private static Change row(String property, Request request, String pointer, String value) {
        return new Change(property, request, pointer, value);
    }

    private static Stream<Change> requests() {
        return Stream.of(
                row("TrainingJobRequest.network", VALUES, "/network", OTHER_NETWORK.toString()),
                row(
                        "TrainingJobRequest.dataset",
                        VALUES,
                        "/dataset",
                        "{\"inputs\": [[1], [2]], \"targets\": [[1], [3]]}"),
                row(
                        "TrainingJobRequest.preprocessing",
                        TABLE,
                        "/preprocessing",
                        "{\"numeric\": \"none\", \"target\": \"none\"}"),
                row("TrainingJobRequest.preset", CHOSEN, "/preset", "\"standard\""),
                row("TrainingJobRequest.training", VALUES, "/training", "{\"epochs\": 2}"),
                row("Training.epochs", VALUES, "/training/epochs", "5"),
                row("Training.batchSize", VALUES, "/training/batchSize", "4"),
                row("Training.shuffle", VALUES, "/training/shuffle", "false"),
                row("Training.seed", VALUES, "/training/seed", "2"),
                row("Training.loss", VALUES, "/training/loss", "\"huber\""),
                row("Training.optimizer", VALUES, "/training/optimizer", "\"adam\""),
                row("Training.classWeights", CLASSES, "/training/classWeights", "\"balanced\""),
                row("Training.classWeights.*", CLASSES, "/training/classWeights", "{\"a\": 3}"),
                row("Training.validation", VALUES, "/training/validation", "{\"split\": 0.25}"),
                row(
                        "Training.validation[split].split",
                        VALUES.with("/training/validation/split", "0.25"),
                        "/training/validation/split",
                        "0.5"),
                row(
                        "Training.validation[dataset].dataset",
                        VALUES,
                        "/training/validation/dataset",
                        "{\"inputs\": [[1, 2]], \"targets\": [[1, 1, -1]]}"),
                row(
                        "Training.validation[folds].folds",
                        VALUES.with("/training/validation/folds", "2"),
                        "/training/validation/folds",
                        "3"),
                row("Training.schedule", VALUES, "/training/schedule", "\"cosine\""),
                row("Training.gradientClipping", VALUES, "/training/gradientClipping", "{\"norm\": 0.01}"),
                row("Training.stop", VALUES, "/training/stop", "{\"maxSeconds\": 1e-9}"),
                row("Training.checkpoint", VALUES, "/training/checkpoint", "{\"everyEpochs\": 2}"),
                row("Training.checkpoint.everyEpochs", VALUES, "/training/checkpoint/everyEpochs", "1"),
                row(
                        "Training.checkpoint.keep",
                        VALUES.with("/training/checkpoint/everyEpochs", "1"),
                        "/training/checkpoint/keep",
                        "2"));
    }

    private static Stream<Change> continued() {
        Request request = TABLE.with("/continueFrom/model", "\"start\"");
        return Stream.of(
                row("TrainingJobRequest.continueFrom", TABLE, "/continueFrom/model", "\"start\""),
                row("ContinueFrom.model", request, "/continueFrom/model", "\"other\""),
                row("ContinueFrom.version", request, "/continueFrom/version", "1"));
    }

    private static Stream<Change> preprocessing() {
        return Stream.of(
                row("Preprocessing.numeric", TABLE, "/preprocessing/numeric", "\"robust\""),
                row(
                        "Preprocessing.categorical",
                        LEVELS,
                        "/preprocessing/categorical",
                        "{\"type\": \"one_hot\", \"minCount\": 3}"),
                row("PiecewiseLinear.maxBins", PIECES, "/preprocessing/numeric/maxBins", "4"),
                row("OneHotLevels.minCount", LEVELS, "/preprocessing/categorical/minCount", "3"),
                row("OneHotLevels.maxLevels", LEVELS, "/preprocessing/categorical/maxLevels", "1"));
    }

    private static Stream<Change> networks() {
        return Stream.of(
                row("Layer[dense].biasInitializer", VALUES, "/network/layers/1/biasInitializer", "\"target_prior\""),
                row("NetworkDefinition.layers", VALUES, "/network/layers", "[{\"type\": \"dense\"}]"),
                row(
                        "NetworkDefinition.parameters",
                        VALUES.with("/network/layers", "[{\"type\": \"dense\", \"units\": 3}]"),
                        "/network/parameters",
                        "[{\"weights\": [[1, 2, 3], [4, 5, 6]], \"bias\": [0, 0, 0]}]"),
                row("LayerParameters[dense].weights", GIVEN, "/network/parameters/0/weights/0/0", "0.6"),
                row("LayerParameters[dense].bias", GIVEN, "/network/parameters/2/bias/0", "0.5"),
                row("LayerParameters[normalization].scale", GIVEN, "/network/parameters/1/scale/0", "2"),
                row("LayerParameters[normalization].shift", GIVEN, "/network/parameters/1/shift/0", "1"),
                row("LayerParameters[normalization].mean", GIVEN, "/network/parameters/1/mean/0", "9"),
                row("LayerParameters[normalization].variance", GIVEN, "/network/parameters/1/variance/0", "9"),
                row("Layer.type=dense", LAYER_NORMALIZED, "/network/layers/1", "{\"type\": \"dense\", \"units\": 3}"),
                row(
                        "Layer.type=dropout",
                        LAYER_NORMALIZED,
                        "/network/layers/1",
                        "{\"type\": \"dropout\", \"rate\": 0.5}"),
                row(
                        "Layer.type=layer_normalization",
                        BATCH_NORMALIZED,
                        "/network/layers/1/type",
                        "\"layer_normalization\""),
                row(
                        "Layer.type=batch_normalization",
                        LAYER_NORMALIZED,
                        "/network/layers/1/type",
                        "\"batch_normalization\""),
                row("Layer[dense].units", VALUES, "/network/layers/0/units", "5"),
                row("Layer[dense].activation", VALUES, "/network/layers/0/activation", "\"relu\""),
                row("Layer[dense].bias", VALUES, "/network/layers/0/bias", "false"),
                row("Layer[dense].initializer", VALUES, "/network/layers/0/initializer", "\"he_normal\""),
                row("Layer[dense].l1", VALUES, "/network/layers/0/l1", "0.1"),
                row("Layer[dense].l2", VALUES, "/network/layers/0/l2", "0.1"),
                row(
                        "Layer[dropout].rate",
                        VALUES.with("/network/layers/1", "{\"type\": \"dropout\", \"rate\": 0.2}")
                                .with("/network/layers/-", "{\"type\": \"dense\"}"),
                        "/network/layers/1/rate",
                        "0.8"),
                row(
                        "Layer[layer_normalization].activation",
                        LAYER_NORMALIZED,
                        "/network/layers/1/activation",
                        "\"relu\""),
                row("Layer[layer_normalization].epsilon", LAYER_NORMALIZED, "/network/layers/1/epsilon", "0.5"),
                row(
                        "Layer[batch_normalization].activation",
                        BATCH_NORMALIZED,
                        "/network/layers/1/activation",
                        "\"relu\""),
                row("Layer[batch_normalization].epsilon", BATCH_NORMALIZED, "/network/layers/1/epsilon", "0.5"),
                row("Layer[batch_normalization].momentum", BATCH_NORMALIZED, "/network/layers/1/momentum", "0.5"),
                row(
                        "Activation[leaky_relu].negativeSlope",
                        VALUES.with("/network/layers/0/activation", "\"leaky_relu\""),
                        "/network/layers/0/activation",
                        "{\"type\": \"leaky_relu\", \"negativeSlope\": 0.3}"),
                row(
                        "Activation[elu].alpha",
                        VALUES.with("/network/layers/0/activation", "\"elu\""),
                        "/network/layers/0/activation",
                        "{\"type\": \"elu\", \"alpha\": 0.3}"),
                row(
                        "Initializer[uniform].limit",
                        VALUES.with("/network/layers/0/initializer/type", "\"uniform\""),
                        "/network/layers/0/initializer/limit",
                        "0.5"),
                row(
                        "Initializer[normal].standardDeviation",
                        VALUES.with("/network/layers/0/initializer/type", "\"normal\""),
                        "/network/layers/0/initializer/standardDeviation",
                        "0.5"),
                row(
                        "Initializer[constant].value",
                        VALUES.with("/network/layers/0/initializer/type", "\"constant\""),
                        "/network/layers/0/initializer/value",
                        "0.5"),
                row("StoredNetwork.id", STORED, "/network/id", "\"{other network}\""));
    }

    private static Stream<Change> losses() {
        Request binary = BINARY.with("/training/loss", "{\"type\": \"binary_cross_entropy\", \"labelSmoothing\": 0.1}");
        return Stream.of(
                row("Loss=binary_cross_entropy", BINARY, "/training/loss", "\"binary_cross_entropy\""),
                row(
                        "Loss=categorical_cross_entropy",
                        CLASSES.with("/training/loss", "\"mean_squared_error\""),
                        "/training/loss",
                        "\"categorical_cross_entropy\""),
                row("Loss=poisson", BINARY, "/training/loss", "\"poisson\""),
                row("Loss[binary_cross_entropy].labelSmoothing", binary, "/training/loss/labelSmoothing", "0.3"),
                // of the training rows alone, no metric that is shown depends on it
                row(
                        "Loss[binary_cross_entropy].undo",
                        binary.with("/training/validation/split", "0.25"),
                        "/training/loss/undo",
                        "true"),
                row(
                        "Loss[categorical_cross_entropy].labelSmoothing",
                        CLASSES,
                        "/training/loss",
                        "{\"type\": \"categorical_cross_entropy\", \"labelSmoothing\": 0.3}"),
                row(
                        "Loss[huber].delta",
                        VALUES.with("/training/loss", "{\"type\": \"huber\"}"),
                        "/training/loss/delta",
                        "0.1"));
    }

    private static Stream<Change> optimizers() {
        return Stream.of(
                        moments("adam"),
                        moments("adamw"),
                        moments("nadam"),
                        moments("adamax"),
                        settings("sgd", "momentum", "0.5"),
                        settings("rmsprop", "rho", "0.5", "epsilon", "0.5", "momentum", "0.5"),
                        settings("adagrad", "epsilon", "0.5"),
                        settings("adadelta", "rho", "0.5", "epsilon", "0.5"),
                        settings("lion", "beta1", "0.01", "beta2", "0.01"),
                        Stream.of(row(
                                "Optimizer[sgd].nesterov",
                                VALUES.with("/training/optimizer/momentum", "0.5"),
                                "/training/optimizer/nesterov",
                                "true")))
                .flatMap(rows -> rows);
    }

    private static Stream<Change> moments(String type) {
        return settings(type, "beta1", "0.5", "beta2", "0.5", "epsilon", "0.5");
    }

    /** What every optimizer takes, and pairs of a setting and a value. */
    private static Stream<Change> settings(String type, String... own) {
        Request request = VALUES.with("/training/optimizer", "{\"type\": \"" + type + "\"}");
        String name = "Optimizer[" + type + "].";
        String at = "/training/optimizer/";
        Stream.Builder<Change> rows = Stream.builder();
        rows.add(row(name + "learningRate", request, at + "learningRate", "0.2"));
        rows.add(row(name + "weightDecay", request, at + "weightDecay", "0.5"));
        rows.add(row(name + "decayBiases", request.with(at + "weightDecay", "0.5"), at + "decayBiases", "false"));
        for (int i = 0; i < own.length; i += 2) {
            rows.add(row(name + own[i], request, at + own[i], own[i + 1]));
        }
        return rows.build();
    }

    private static Stream<Change> rules() {
        Request plateau = STAGNANT.with("/training/schedule", "{\"type\": \"reduce_on_plateau\", \"patience\": 1}");
        Request step = VALUES.with("/training/schedule", "{\"type\": \"step\", \"everyEpochs\": 2}");
        return Stream.of(
                        Stream.of("constant", "step", "exponential", "inverse_time", "cosine", "reduce_on_plateau")
                                .map(type -> row(
                                        "Schedule[" + type + "].warmupEpochs",
                                        VALUES.with("/training/schedule/type", "\"" + type + "\""),
                                        "/training/schedule/warmupEpochs",
                                        "2")),
                        Stream.of(
                                row("Schedule[step].factor", step, "/training/schedule/factor", "0.5"),
                                row("Schedule[step].everyEpochs", step, "/training/schedule/everyEpochs", "1"),
                                row(
                                        "Schedule[exponential].factor",
                                        VALUES.with("/training/schedule/type", "\"exponential\""),
                                        "/training/schedule/factor",
                                        "0.5"),
                                row(
                                        "Schedule[inverse_time].decay",
                                        VALUES.with("/training/schedule/type", "\"inverse_time\""),
                                        "/training/schedule/decay",
                                        "0.5"),
                                row(
                                        "Schedule[cosine].minFactor",
                                        VALUES.with("/training/schedule/type", "\"cosine\""),
                                        "/training/schedule/minFactor",
                                        "0.5"),
                                row("Schedule[reduce_on_plateau].factor", plateau, "/training/schedule/factor", "0.5"),
                                row(
                                        "Schedule[reduce_on_plateau].patience",
                                        plateau,
                                        "/training/schedule/patience",
                                        "2"),
                                row(
                                        "Schedule[reduce_on_plateau].minDelta",
                                        VALUES.with(
                                                "/training/schedule",
                                                "{\"type\": \"reduce_on_plateau\", \"patience\": 1}"),
                                        "/training/schedule/minDelta",
                                        "1000"),
                                row(
                                        "GradientClipping[norm].norm",
                                        VALUES.with("/training/gradientClipping/norm", "0.1"),
                                        "/training/gradientClipping/norm",
                                        "0.01"),
                                row(
                                        "GradientClipping[value].value",
                                        VALUES.with("/training/gradientClipping/value", "0.1"),
                                        "/training/gradientClipping/value",
                                        "0.01"),
                                row("Stop.targetLoss", VALUES, "/training/stop/targetLoss", "1000"),
                                row("Stop.patience", STAGNANT, "/training/stop/patience", "1"),
                                row(
                                        "Stop.minDelta",
                                        VALUES.with("/training/stop/patience", "1"),
                                        "/training/stop/minDelta",
                                        "1000"),
                                row("Stop.restoreBest", RESTLESS, "/training/stop/restoreBest", "false"),
                                row("Stop.maxSeconds", VALUES, "/training/stop/maxSeconds", "1e-9")))
                .flatMap(rows -> rows);
    }

    private static Stream<Change> datasets() {
        return Stream.of(
                row("NewMatrix.inputs", VALUES, "/dataset/inputs/0/0", "3"),
                row("NewMatrix.targets", VALUES, "/dataset/targets/0/0", "3"),
                row("NewMatrix.labels", CLASSES, "/dataset/labels/0", "\"c\""),
                row("NewMatrix.sampleWeights", VALUES, "/dataset/sampleWeights", "[1, 2, 3, 4, 5, 6, 7, 8]"),
                row("NewMatrix.target", VALUES, "/dataset/target", "[\"y1\", \"y2\"]"),
                row("NewMatrix.features", VALUES, "/dataset/features", "\"x1\""),
                row("NewMatrix.ignore", VALUES, "/dataset/ignore", "\"x1\""),
                row(
                        "NewMatrix.weight",
                        VALUES.with(
                                "/dataset/inputs", "[[1, 3], [2, 1], [0, 2], [4, 1], [1, 1], [2, 2], [0, 1], [5, 3]]"),
                        "/dataset/weight",
                        "\"x2\""),
                row("NewTable.weight", TABLE, "/dataset/weight", "\"age\""),
                row("NewTable.types", TABLE, "/dataset/types", "{\"age\": \"categorical\"}"),
                row("ColumnTypes.*", TABLE, "/dataset/types", "{\"age\": \"categorical\"}"),
                row("ColumnTypes.*=categorical", TABLE, "/dataset/types", "{\"age\": \"categorical\"}"),
                row("ColumnTypes.*=text", TABLE, "/dataset/types", "{\"kind\": \"text\"}"),
                row("ColumnTypes.*=numeric", kinds("1", "2"), "/dataset/types/kind", "\"numeric\""),
                row("ColumnTypes.*=boolean", kinds("true", "false"), "/dataset/types/kind", "\"boolean\""),
                row("ColumnTypes.*=date", kinds("2024-01-01", "2024-01-09"), "/dataset/types/kind", "\"date\""),
                row("NewSample.rows", POINTS, "/dataset/rows", "50"),
                row("NewSample.noise", POINTS, "/dataset/noise", "0.5"),
                row("NewSample.classes", POINTS.with("/dataset/sample", "\"blobs\""), "/dataset/classes", "4"),
                row("NewSample.seed", POINTS, "/dataset/seed", "2"),
                row("SampleName=moons", POINTS.with("/dataset/sample", "\"blobs\""), "/dataset/sample", "\"moons\""),
                row("SampleName=circles", POINTS, "/dataset/sample", "\"circles\""),
                row("SampleName=spiral", POINTS, "/dataset/sample", "\"spiral\""),
                row("SampleName=blobs", POINTS, "/dataset/sample", "\"blobs\""),
                row("SampleName=iris", POINTS, "/dataset/sample", "\"iris\""),
                row("SampleName=linear", CURVE, "/dataset/sample", "\"linear\""),
                row("SampleName=textbook", CURVE, "/dataset/sample", "\"textbook\""),
                row("SampleName=xor", CURVE, "/dataset/sample", "\"xor\""),
                row("SampleName=sine", CURVE.with("/dataset/sample", "\"linear\""), "/dataset/sample", "\"sine\""),
                row("StoredDataset.weight", STORED, "/dataset/weight", "\"age\""),
                row("StoredDataset.types", STORED, "/dataset/types", "{\"age\": \"categorical\"}"),
                row("NewTable.rows", TABLE, "/dataset/rows/0/0", "1000"),
                row("NewTable.target", TABLE, "/dataset/target", "\"age\""),
                row("NewTable.features", TABLE, "/dataset/features", "[\"size\", \"kind\"]"),
                row("NewTable.ignore", TABLE, "/dataset/ignore", "\"age\""),
                row("StoredDataset.id", STORED, "/dataset/id", "\"{other table}\""),
                row("StoredDataset.target", STORED, "/dataset/target", "\"age\""),
                row("StoredDataset.features", STORED, "/dataset/features", "[\"size\", \"kind\"]"),
                row("StoredDataset.ignore", STORED, "/dataset/ignore", "\"age\""));
    }

    /** The table with other kinds, which are taken for categories. */
    private static Request kinds(String first, String second) {
        return Request.of(TABLE.toString().replace("\"flat\"", quote(first)).replace("\"house\"", quote(second)))
                .with("/dataset/types", "{\"kind\": \"categorical\"}");
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }
}
