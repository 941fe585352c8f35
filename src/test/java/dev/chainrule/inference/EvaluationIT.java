package dev.chainrule.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Metrics in the history, in models and in evaluations, over HTTP. */
@IntegrationTest
class EvaluationIT {

    private static final String[] OF_CLASSES = {
        "accuracy", "balancedAccuracy", "macroPrecision", "macroRecall", "macroF1", "rocAuc", "logLoss", "brier"
    };
    private static final String[] OF_VALUES = {"mse", "rmse", "mae", "mape", "r2", "medianAbsoluteError"};

    @Autowired
    private Api api;

    private JsonNode evaluate(String model, String dataset) {
        Api.Answer answer = api.post("/models/" + model + "/evaluations", "{\"dataset\": " + dataset + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode train(String model, String layers, String dataset, String training) {
        JsonNode job = api.train("""
                {"modelName": "%s", "network": {"layers": [%s]}, "dataset": %s, "training": {%s}}""".formatted(model, layers, dataset, training));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    @Test
    void aClassificationIsMeasuredWhole() throws IOException {
        String csv;
        try (InputStream iris = getClass().getResourceAsStream("/tables/iris.csv")) {
            csv = new String(iris.readAllBytes(), StandardCharsets.UTF_8);
        }
        String dataset = "{\"id\": \"%s\"}"
                .formatted(api.post("/datasets?target=species", csv, "text/csv")
                        .at("/id")
                        .asString());
        JsonNode job = train(
                "measured-iris",
                "{\"type\": \"dense\", \"activation\": \"softmax\"}",
                dataset,
                "\"epochs\": 20, \"seed\": 1, \"validation\": {\"split\": 0.2}");
        assertThat(job.at("/latest/metrics/train").propertyNames()).containsExactly("accuracy");
        assertThat(job.at("/latest/metrics/validation").propertyNames()).containsExactly(OF_CLASSES);
        JsonNode model = api.get("/models/measured-iris").json();
        assertThat(model.at("/metrics/train").propertyNames()).containsExactly(OF_CLASSES);
        assertThat(model.at("/metrics/validation")).isEqualTo(job.at("/latest/metrics/validation"));
        // the log loss is this job's loss, computed from the probabilities instead of the weighted sums
        assertThat(job.at("/latest/metrics/validation/logLoss").asDouble())
                .isCloseTo(job.at("/latest/validationLoss").asDouble(), within(1e-6));

        JsonNode evaluation = evaluate("measured-iris", dataset);
        assertThat(evaluation.propertyNames())
                .containsExactly(
                        "rows",
                        "loss",
                        "metrics",
                        "perClass",
                        "confusionMatrix",
                        "calibration",
                        "baseline",
                        "unknownCategories");
        checkCalibration(evaluation.path("calibration"), 150, right(evaluation));
        checkCalibration(
                model.at("/metrics/calibration"),
                30,
                30 * model.at("/metrics/validation/accuracy").asDouble());
        assertThat(model.at("/metrics/baseline/accuracy").asDouble()).isEqualTo(1 / 3.0);
        assertThat(evaluation.path("metrics").propertyNames()).containsExactly(OF_CLASSES);
        assertThat(evaluation.at("/confusionMatrix/labels").toString())
                .isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
        int right = 0;
        for (int k = 0; k < 3; k++) {
            JsonNode counts = evaluation.at("/confusionMatrix/counts/" + k);
            JsonNode quality = evaluation.at("/perClass/" + k);
            assertThat(counts.valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(50);
            assertThat(quality.path("support").asInt()).isEqualTo(50);
            assertThat(quality.path("label")).isEqualTo(evaluation.at("/confusionMatrix/labels/" + k));
            assertThat(quality.path("recall").asDouble())
                    .isEqualTo(counts.path(k).asInt() / 50.0);
            right += counts.path(k).asInt();
        }
        assertThat(evaluation.at("/metrics/accuracy").asDouble()).isEqualTo(right / 150.0);
        JsonNode baseline = evaluation.path("baseline");
        assertThat(baseline.propertyNames()).containsExactly(OF_CLASSES);
        assertThat(baseline.path("accuracy").asDouble()).isEqualTo(1 / 3.0);
        assertThat(baseline.path("rocAuc").asDouble()).isEqualTo(0.5);
        assertThat(baseline.path("logLoss").asDouble()).isCloseTo(Math.log(3), within(1e-12));
    }

    private static double right(JsonNode evaluation) {
        return 150 * evaluation.at("/metrics/accuracy").asDouble();
    }

    /** Of several classes, what came true is that the decision was right. */
    private static void checkCalibration(JsonNode bins, int rows, double right) {
        assertThat(bins).hasSize(10);
        int count = 0;
        double observed = 0;
        for (JsonNode bin : bins) {
            int ofBin = bin.path("count").asInt();
            count += ofBin;
            if (ofBin == 0) {
                assertThat(bin.path("predicted").isNull()
                                && bin.path("observed").isNull())
                        .isTrue();
            } else {
                assertThat(bin.path("predicted").asDouble())
                        .isBetween(bin.path("from").asDouble(), bin.path("to").asDouble());
                observed += ofBin * bin.path("observed").asDouble();
            }
        }
        assertThat(count).isEqualTo(rows);
        assertThat(observed).isCloseTo(right, within(1e-9));
    }

    /** y = 1000 + 300 a, learned exactly: so what is wrong in other datasets is known. */
    @Test
    void aRegressionIsMeasuredWholeInItsOwnUnits() {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 40; row++) {
            rows.append(row == 0 ? "" : ", ").append("[%d, %d]".formatted(row, 1000 + 300 * row));
        }
        JsonNode job = train(
                "measured-price",
                "{\"type\": \"dense\"}",
                "{\"columns\": [\"a\", \"price\"], \"rows\": [%s], \"target\": \"price\"}".formatted(rows),
                "\"epochs\": 200, \"batchSize\": 8, \"seed\": 1, \"validation\": {\"split\": 0.25},"
                        + " \"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.1}");
        assertThat(job.at("/latest/metrics/train").propertyNames()).containsExactly("rmse", "mae");
        assertThat(job.at("/latest/metrics/validation").propertyNames()).containsExactly(OF_VALUES);
        assertThat(job.at("/latest/metrics/validation/r2").asDouble()).isGreaterThan(0.999);
        assertThat(api.get("/models/measured-price").at("/metrics/train").propertyNames())
                .containsExactly(OF_VALUES);

        // errors of 0, 300 and -600
        JsonNode evaluation = evaluate(
                "measured-price",
                "{\"columns\": [\"a\", \"price\"], \"rows\": [[10, 4000], [11, 4000], [12, 5200]], \"target\": \"price\"}");
        assertThat(evaluation.at("/metrics/mae").asDouble()).isCloseTo(300, within(1.0));
        assertThat(evaluation.at("/metrics/mse").asDouble()).isCloseTo(150_000, within(1000.0));
        assertThat(evaluation.at("/metrics/medianAbsoluteError").asDouble()).isCloseTo(300, within(1.0));
        assertThat(evaluation.at("/metrics/mape").asDouble())
                .isCloseTo((300 / 4000.0 + 600 / 5200.0) / 3, within(1e-3));
        assertThat(evaluation.at("/metrics/r2").asDouble()).isCloseTo(1 - 450_000 / 960_000.0, within(0.01));
        assertThat(evaluation.at("/baseline/mae").asDouble()).isCloseTo(1600 / 3.0, within(1e-9));
        assertThat(evaluation.at("/baseline/r2").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(evaluation.path("perClass").isNull()).isTrue();
        assertThat(evaluation.path("confusionMatrix").isNull()).isTrue();

        JsonNode undefined = evaluate(
                "measured-price",
                "{\"columns\": [\"a\", \"price\"], \"rows\": [[10, 0], [11, 0]], \"target\": \"price\"}");
        assertThat(undefined.at("/metrics/mape").isNull()).isTrue();
        assertThat(undefined.at("/metrics/r2").isNull()).isTrue();
        assertThat(undefined.at("/metrics/mae").asDouble()).isCloseTo(4150, within(1.0));
    }

    @Test
    void aMatrixOfOneTargetHasTheClassesZeroAndOne() {
        String dataset = "{\"inputs\": [[0], [1], [2], [3]], \"targets\": [[0], [0], [1], [1]]}";
        train(
                "measured-step",
                "{\"type\": \"dense\", \"units\": 1, \"activation\": \"sigmoid\"}",
                dataset,
                "\"epochs\": 500, \"seed\": 1, \"optimizer\": {\"type\": \"adam\", \"learningRate\": 0.1}");
        JsonNode evaluation = evaluate("measured-step", dataset);
        assertThat(evaluation.path("confusionMatrix").toString())
                .isEqualTo("{\"labels\":[\"0\",\"1\"],\"counts\":[[2,0],[0,2]]}");
        assertThat(evaluation.at("/metrics/rocAuc").asDouble()).isEqualTo(1);
        assertThat(evaluation.at("/perClass/1/label").asString()).isEqualTo("1");
    }

    @Test
    void independentLabelsAreMeasuredEach() {
        String inputs = String.join(
                ", ", IntStream.range(0, 8).mapToObj(i -> "[" + i + "]").toList());
        String targets = String.join(
                ", ",
                IntStream.range(0, 8)
                        .mapToObj(i -> "[%d, %d]".formatted(i < 2 ? 1 : 0, i < 5 ? 1 : 0))
                        .toList());
        String dataset = "{\"inputs\": [%s], \"targets\": [%s]}".formatted(inputs, targets);
        train(
                "measured-labels",
                "{\"type\": \"dense\", \"units\": 2, \"activation\": \"sigmoid\"}",
                dataset,
                "\"epochs\": 1000, \"seed\": 1, \"optimizer\": {\"type\": \"adam\", \"learningRate\": 0.1}");
        JsonNode evaluation = evaluate("measured-labels", dataset);
        assertThat(evaluation.path("metrics").propertyNames())
                .containsExactly("accuracy", "macroPrecision", "macroRecall", "macroF1", "rocAuc", "logLoss", "brier");
        assertThat(evaluation.at("/perClass/0/label").asString()).isEqualTo("y1");
        assertThat(evaluation.at("/perClass/0/support").asInt()).isEqualTo(2);
        assertThat(evaluation.at("/perClass/1/support").asInt()).isEqualTo(5);
        assertThat(evaluation.path("confusionMatrix").isNull()).isTrue();
        assertThat(evaluation.at("/baseline/accuracy").asDouble()).isEqualTo((0.75 + 0.625) / 2);
    }
}
