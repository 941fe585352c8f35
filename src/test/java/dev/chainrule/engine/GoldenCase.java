package dev.chainrule.engine;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training run with its results, computed elsewhere: a file of {@code src/test/resources/golden}, whose README tells where they come
 * from.
 *
 * @param inputs (N, inputs)
 * @param targets (N, outputs)
 */
public record GoldenCase(
        String name,
        NetworkSpec network,
        List<LayerParameters> parameters,
        double[][] inputs,
        double[][] targets,
        Loss loss,
        OptimizerSpec optimizer,
        int epochs,
        int batchSize,
        Expected expected) {

    /**
     * @param trainLoss (epochs)
     * @param learningRate (epochs)
     * @param outputs predictions of all rows after the last epoch (N, outputs)
     */
    public record Expected(
            double[] trainLoss, double[] learningRate, List<LayerParameters> parameters, double[][] outputs) {}

    /** Largest |a - b| / (1e-3 + |b|) of a run in double precision. */
    public static final double DOUBLE_TOLERANCE = 1e-6;

    /** Largest |a - b| / (1e-3 + |b|) of a run in float32. */
    public static final double FLOAT_TOLERANCE = 2e-3;

    private static final List<String> NAMES = List.of(
            "activation-linear",
            "activation-relu",
            "activation-sigmoid",
            "activation-tanh",
            "full-batch",
            "loss-binary_cross_entropy-sigmoid",
            "loss-categorical_cross_entropy-softmax",
            "loss-half_squared_error-linear",
            "loss-mean_squared_error-linear",
            "loss-mean_squared_error-sigmoid",
            "loss-mean_squared_error-softmax",
            "optimizer-adam",
            "optimizer-sgd",
            "optimizer-sgd-momentum",
            "single-row-batches",
            "wide");

    public static Stream<GoldenCase> all() {
        return NAMES.stream().map(GoldenCase::load);
    }

    public static GoldenCase load(String name) {
        String file = "/golden/" + name + ".json";
        try (InputStream in = GoldenCase.class.getResourceAsStream(file)) {
            return of(JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** The distance that the tolerances bound: |a - b| / (1e-3 + |b|). */
    public static double distance(double actual, double expected) {
        return Math.abs(actual - expected) / (1e-3 + Math.abs(expected));
    }

    @Override
    public String toString() {
        return name;
    }

    private static GoldenCase of(JsonNode json) {
        JsonNode request = json.get("request");
        JsonNode training = request.get("training");
        JsonNode expected = json.get("expected");
        return new GoldenCase(
                json.get("name").stringValue(),
                network(request.get("network")),
                parameters(request.get("network").get("parameters")),
                matrix(request.get("dataset").get("inputs")),
                matrix(request.get("dataset").get("targets")),
                loss(training.get("loss").stringValue()),
                optimizer(training.get("optimizer")),
                training.get("epochs").intValue(),
                training.get("batchSize").intValue(),
                new Expected(
                        row(expected.get("trainLoss")),
                        row(expected.get("learningRate")),
                        parameters(expected.get("parameters")),
                        matrix(expected.get("outputs"))));
    }

    private static NetworkSpec network(JsonNode network) {
        List<LayerSpec> layers = new ArrayList<>();
        for (JsonNode layer : network.get("layers")) {
            layers.add(new LayerSpec.Dense(
                    layer.get("units").intValue(),
                    activation(layer.get("activation").stringValue())));
        }
        return new NetworkSpec(network.get("inputs").intValue(), layers);
    }

    private static Activation activation(String name) {
        return switch (name) {
            case "linear" -> new Activation.Linear();
            case "relu" -> new Activation.Relu();
            case "tanh" -> new Activation.Tanh();
            case "sigmoid" -> new Activation.Sigmoid();
            case "softmax" -> new Activation.Softmax();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Loss loss(String name) {
        return switch (name) {
            case "mean_squared_error" -> new Loss.MeanSquaredError();
            case "half_squared_error" -> new Loss.HalfSquaredError();
            case "binary_cross_entropy" -> new Loss.BinaryCrossEntropy();
            case "categorical_cross_entropy" -> new Loss.CategoricalCrossEntropy();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static OptimizerSpec optimizer(JsonNode optimizer) {
        double learningRate = optimizer.get("learningRate").doubleValue();
        return switch (optimizer.get("type").stringValue()) {
            case "sgd" ->
                new OptimizerSpec.SgdSpec(
                        learningRate, optimizer.path("momentum").doubleValue(0));
            case "adam" -> new OptimizerSpec.AdamSpec(learningRate);
            default -> throw new IllegalArgumentException(optimizer.toString());
        };
    }

    private static List<LayerParameters> parameters(JsonNode layers) {
        List<LayerParameters> parameters = new ArrayList<>();
        for (JsonNode layer : layers) {
            parameters.add(new LayerParameters.Dense(matrix(layer.get("weights")), row(layer.get("bias"))));
        }
        return parameters;
    }

    private static double[][] matrix(JsonNode rows) {
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = row(rows.get(i));
        }
        return matrix;
    }

    private static double[] row(JsonNode values) {
        double[] row = new double[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).doubleValue();
        }
        return row;
    }
}
