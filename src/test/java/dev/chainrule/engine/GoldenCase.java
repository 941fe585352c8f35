package dev.chainrule.engine;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.network.LossJson;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.network.OptimizerJson;
import dev.chainrule.network.ScheduleJson;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param sampleWeights (N)
 */
public record GoldenCase(
        String name,
        NetworkSpec network,
        List<LayerParameters> parameters,
        double[][] inputs,
        double[][] targets,
        double[] sampleWeights,
        Loss loss,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
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

    /** How many files there have to be: a test that finds none must not be green. */
    private static final int FILES = 56;

    /** Every file of the directory. */
    public static Stream<GoldenCase> all() {
        return names().map(GoldenCase::load);
    }

    /** Their names, which are those of the files without the ending. */
    public static Stream<String> names() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
            if (names.size() != FILES) {
                throw new AssertionError("there should be " + FILES + " golden files, there are " + names.size());
            }
            return names.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static GoldenCase load(String name) {
        return of(file(name));
    }

    /** The file as it is: the request and what it should give. */
    public static JsonNode file(String name) {
        String file = "/golden/" + name + ".json";
        try (InputStream in = GoldenCase.class.getResourceAsStream(file)) {
            return JsonMapper.shared().readTree(in);
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
        JsonNode expected = json.get("expected");
        Faults faults = new Faults();
        NetworkDefinition network = NetworkJson.read(JsonObject.of(request.get("network"), "/network", faults))
                .orElseThrow(() -> new IllegalStateException(faults.list().toString()));
        JsonObject training = JsonObject.of(request.get("training"), "/training", faults);
        List<LayerParameters> parameters = network.parameters();
        if (parameters == null) {
            throw new IllegalStateException("a golden case without initial parameters");
        }
        return new GoldenCase(
                json.get("name").stringValue(),
                network.spec(),
                parameters,
                matrix(request.get("dataset").get("inputs")),
                matrix(request.get("dataset").get("targets")),
                weights(request.get("dataset")),
                LossJson.read(training, "loss").orElseThrow(),
                OptimizerJson.read(training, "optimizer"),
                ScheduleJson.read(training, "schedule"),
                clipping(request.get("training").path("gradientClipping")),
                training.integer("epochs", 1, 1_000, 1),
                training.integer("batchSize", 1, 1_000_000, 1),
                new Expected(
                        row(expected.get("trainLoss")),
                        row(expected.get("learningRate")),
                        parameters(expected.get("parameters")),
                        matrix(expected.get("outputs"))));
    }

    private static ClippingSpec clipping(JsonNode clipping) {
        if (clipping.has("norm")) {
            return new ClippingSpec.Norm(clipping.get("norm").doubleValue());
        }
        return clipping.has("value")
                ? new ClippingSpec.Value(clipping.get("value").doubleValue())
                : new ClippingSpec.None();
    }

    private static List<LayerParameters> parameters(JsonNode layers) {
        List<LayerParameters> parameters = new ArrayList<>();
        for (JsonNode layer : layers) {
            parameters.add(
                    layer.has("weights")
                            ? new LayerParameters.Dense(matrix(layer.get("weights")), row(layer.path("bias")))
                            : new LayerParameters.Normalization(
                                    row(layer.get("scale")),
                                    row(layer.get("shift")),
                                    row(layer.path("mean")),
                                    row(layer.path("variance"))));
        }
        return parameters;
    }

    private static double[] weights(JsonNode dataset) {
        double[] ones = new double[dataset.get("inputs").size()];
        Arrays.fill(ones, 1);
        return dataset.has("sampleWeights") ? row(dataset.get("sampleWeights")) : ones;
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
