package dev.chainrule.web;

import dev.chainrule.support.Api;
import tools.jackson.databind.JsonNode;

/** Requests that others differ from in a single property. */
final class BaseRequests {

    private BaseRequests() {}

    /** A regression on a matrix, with targets that every loss takes which has no activation of its own. */
    static final Request VALUES = Request.of("""
            {"modelName": "property",
             "network": {"layers": [{"type": "dense", "units": 4, "activation": "tanh"}, {"type": "dense"}]},
             "dataset": {"inputs": [[1, 0.5], [-0.5, 2], [0.3, -1], [-2, 1], [0.1, 0.7], [1.5, -0.2], [-1, -1], [0.4, 0.9]],
                         "targets": [[1, 1, -1], [-1, 1, 1], [1, -1, -1], [1, 1, 1], [-1, -1, 1], [1, -1, 1], [-1, 1, -1], [1, 1, 1]]},
             "training": {"epochs": 4, "batchSize": 3, "seed": 1, "loss": "mean_squared_error",
                          "optimizer": {"type": "sgd", "learningRate": 0.1}}}""");

    /** A classification with one output. */
    static final Request BINARY = VALUES.with("/network/layers/1/activation", "\"sigmoid\"")
            .with("/dataset/targets", "[[1], [0], [1], [0], [0], [1], [0], [1]]");

    /** A classification with labels. */
    static final Request CLASSES = Request.of("""
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
    static final Request CHOSEN = Request.of("""
            {"modelName": "property", "preset": "quick", "training": {"seed": 1},
             "dataset": {"columns": ["size", "age", "kind", "price"], "target": "price",
                         "rows": [[70, 3, "flat", 210], [120, 30, "house", 260], [45, 12, "flat", 120], [95, 8, "house", 290],
                                  [60, 50, "flat", 110], [150, 5, "house", 450], [80, 22, "flat", 190], [33, 1, "flat", 140]]}}""");

    /** Samples with classes, and such with values. */
    static final Request POINTS = CLASSES.with("/dataset", "{\"sample\": \"moons\"}");

    static final Request CURVE = VALUES.with("/dataset", "{\"sample\": \"sine\"}");

    static final JsonNode OTHER_TABLE = Api.json("""
            {"columns": ["size", "age", "kind", "price"], "target": "price",
             "rows": [[70, 3, "flat", 200], [120, 30, "house", 250], [45, 12, "flat", 120], [95, 8, "house", 300]]}""");

    static final JsonNode OTHER_NETWORK = Api.json("""
            {"layers": [{"type": "dense", "units": 5}, {"type": "dense"}]}""");

    static final Request STORED =
            TABLE.with("/network", "{\"id\": \"{network}\"}").with("/dataset", "{\"id\": \"{table}\"}");

    /** A batch normalization between two dense layers, all with parameters. */
    static final Request GIVEN = VALUES.with("/network", """
            {"layers": [{"type": "dense", "units": 2}, {"type": "batch_normalization", "activation": "tanh"}, {"type": "dense"}],
             "parameters": [{"weights": [[0.5, -0.4], [0.3, 0.8]], "bias": [0.1, -0.1]},
                            {"scale": [1, 1], "shift": [0, 0], "mean": [0, 0], "variance": [1, 1]},
                            {"weights": [[0.5, -0.4, 0.1], [0.3, 0.8, 0.2]], "bias": [0.1, -0.1, 0]}]}""");

    static final Request LAYER_NORMALIZED = VALUES.with(
            "/network/layers",
            "[{\"type\": \"dense\", \"units\": 3}, {\"type\": \"layer_normalization\"}, {\"type\": \"dense\"}]");

    static final Request BATCH_NORMALIZED = LAYER_NORMALIZED.with("/network/layers/1/type", "\"batch_normalization\"");

    /** Nothing is learned, so that whatever waits for the loss to fall waits in vain. */
    static final Request STAGNANT = VALUES.with("/training/optimizer/learningRate", "1e-12");

    /** The loss of the last epoch is not the lowest. */
    static final Request RESTLESS =
            VALUES.with("/training/optimizer/learningRate", "1.2").with("/training/stop", "{\"patience\": 10}");

    /** A category and a number are missing. */
    static final Request MISSING = TABLE.with("/dataset/rows/0/2", "null").with("/dataset/rows/1/0", "null");

    /** Three categories, of four, two and two rows. */
    static final Request LEVELS = TABLE.with("/dataset/rows/1/2", "\"hut\"")
            .with("/dataset/rows/3/2", "\"hut\"")
            .with("/dataset/rows/4/2", "\"house\"")
            .with("/preprocessing/categorical/type", "\"one_hot\"");

    static final Request PIECES =
            TABLE.with("/preprocessing/numeric", "{\"type\": \"piecewise_linear\", \"maxBins\": 3}");

    /** Steps so large that predictions leave the range of the targets. */
    static final Request CLIPPED = TABLE.with("/preprocessing/target", "{\"type\": \"standardize\", \"clip\": true}")
            .with("/training/optimizer/learningRate", "1");

    /** Columns whose cells can be read in several ways. */
    static final Request TYPED = Request.of("""
            {"modelName": "property",
             "network": {"layers": [{"type": "dense"}]},
             "dataset": {"columns": ["when", "new", "rooms", "price"], "target": "price",
                         "rows": [["2024-01-05", "true", 1, 210], ["2024-03-01", "false", 2, 260], ["2024-03-01", "true", 2, 120],
                                  ["2024-06-30", "true", 3, 290], ["2024-01-05", "false", 1, 110], ["2024-09-09", "false", 3, 450]]},
             "training": {"epochs": 2, "batchSize": 3, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}}""");

    /** Two networks for a table, of different kinds. */
    static final Request EXPERTS =
            Request.of("""
            {"modelName": "property",
             "experts": [{"name": "curved",
                          "network": {"layers": [{"type": "dense", "units": 3, "activation": "tanh"}, {"type": "dense"}]},
                          "training": {"epochs": 4, "batchSize": 3, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}},
                         {"name": "straight",
                          "network": {"layers": [{"type": "dense"}]},
                          "training": {"epochs": 8, "batchSize": 3, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 0.1}}}],
             "validation": {"folds": 2}}""").with("/dataset", TABLE.json().path("dataset").toString());
}
