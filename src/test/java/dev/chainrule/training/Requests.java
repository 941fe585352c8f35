package dev.chainrule.training;

/** Training requests that several tests send. */
final class Requests {

    private Requests() {}

    static final String XOR_NETWORK = """
            {"layers": [{"type": "dense", "units": 8, "activation": "tanh"},
                        {"type": "dense", "units": 1, "activation": "sigmoid"}]}""";

    static final String XOR_DATASET = """
            {"name": "xor", "inputs": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[0], [1], [1], [0]]}""";

    /** XOR until the target loss is reached. */
    static String xor(String modelName) {
        return """
                {"modelName": "%s", "network": %s, "dataset": %s,
                 "training": {"epochs": 2000, "batchSize": 4, "seed": 7,
                              "optimizer": {"type": "adam", "learningRate": 0.05}, "stop": {"targetLoss": 0.01}}}""".formatted(modelName, XOR_NETWORK, XOR_DATASET);
    }

    /** A job on a given dataset that takes as many epochs as it is told, with shuffled batches and Adam. */
    static String many(String modelName, int epochs, String datasetId) {
        return """
                {"modelName": "%s",
                 "network": {"layers": [{"type": "dense", "units": 32, "activation": "tanh"},
                                        {"type": "dense", "units": 32, "activation": "relu"},
                                        {"type": "dense", "activation": "softmax"}]},
                 "dataset": {"id": "%s"},
                 "training": {"epochs": %d, "batchSize": 4, "seed": 11, "validation": {"split": 0.2},
                              "optimizer": {"type": "adam", "learningRate": 0.0005}}}""".formatted(modelName, datasetId, epochs);
    }
}
