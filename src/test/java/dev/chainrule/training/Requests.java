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

    /** A job on a given dataset: three members, each of as many epochs as it is told, with shuffled batches and Adam. */
    static String many(String modelName, int epochs, String datasetId) {
        return """
                {"modelName": "%s",
                 "network": {"layers": [{"type": "dense", "units": 32, "activation": "tanh"},
                                        {"type": "dense", "units": 32, "activation": "relu"},
                                        {"type": "dense", "activation": "softmax"}]},
                 "dataset": {"id": "%s"},
                 "training": {"epochs": %d, "batchSize": 4, "seed": 11, "validation": {"folds": 3},
                              "optimizer": {"type": "adam", "learningRate": 0.0005}}}""".formatted(modelName, datasetId, epochs);
    }

    /** A dataset with one target, of numbers that follow from their places. */
    static String matrix(int rows, int inputs) {
        StringBuilder x = new StringBuilder();
        StringBuilder y = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int sum = 0;
            x.append(row == 0 ? "[" : ", [");
            for (int i = 0; i < inputs; i++) {
                int value = (row * 31 + i * i * 17) % 200 - 100;
                sum += value;
                x.append(i == 0 ? "" : ", ").append(value / 100.0);
            }
            x.append(']');
            y.append(row == 0 ? "[" : ", [").append(sum / 400.0).append(']');
        }
        return "{\"name\": \"matrix\", \"inputs\": [" + x + "], \"targets\": [" + y + "]}";
    }

    /** One epoch of many large updates. */
    static String longEpoch(String modelName, String datasetId) {
        return """
                {"modelName": "%s",
                 "network": {"layers": [{"type": "dense", "units": 512, "activation": "relu"},
                                        {"type": "dense", "units": 512, "activation": "tanh"},
                                        {"type": "dense", "units": 1}]},
                 "dataset": {"id": "%s"},
                 "training": {"epochs": 1, "batchSize": 1, "seed": 3,
                              "optimizer": {"type": "adam", "learningRate": 0.0001}}}""".formatted(modelName, datasetId);
    }
}
