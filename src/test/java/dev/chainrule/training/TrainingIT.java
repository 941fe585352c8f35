package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The main job over HTTP: train, poll, predict, evaluate. */
@IntegrationTest
class TrainingIT {

    private static final String IRIS = """
            {"modelName": "%s",
             "network": {"layers": [{"type": "dense", "units": 16, "activation": "relu"},
                                    {"type": "dense", "activation": "softmax"}]},
             "dataset": {"id": "%s"},
             "training": {"epochs": 100, "batchSize": 16, "seed": %d,
                          "optimizer": {"type": "adam", "learningRate": 0.01}, "validation": {"split": 0.2}}}""";

    @Autowired
    private Api api;

    private String upload(String table, String target) {
        try (InputStream csv = getClass().getResourceAsStream("/tables/" + table + ".csv")) {
            String body = new String(csv.readAllBytes(), StandardCharsets.UTF_8);
            Api.Answer answer = api.post("/datasets?name=" + table + "&target=" + target, body, "text/csv");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            return answer.at("/id").asString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void xorReachesItsTargetLossAndPredictsIt() {
        JsonNode job = api.train(Requests.xor("xor"));
        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(job.path("stopReason").asString()).isEqualTo("target_loss");
        assertThat(job.at("/latest/trainLoss").asDouble()).isLessThanOrEqualTo(0.01);
        assertThat(job.at("/progress/fraction").asDouble()).isEqualTo(1);
        assertThat(job.path("networkId").isNull()).isTrue();
        assertThat(api.get("/datasets/" + job.path("datasetId").asString())
                        .at("/rows")
                        .asInt())
                .isEqualTo(4);
        JsonNode history = api.get("/training-jobs/" + job.path("id").asString() + "/history?points=100000")
                .json();
        assertThat(history.path("epochs").size())
                .isEqualTo(job.at("/latest/epoch").asInt());
        assertThat(history.path("downsampled").asBoolean()).isFalse();

        JsonNode predictions = api.post("/models/xor/predictions", "{\"instances\": [[0, 0], [0, 1], [1, 0], [1, 1]]}")
                .at("/predictions");
        for (int row = 0; row < 4; row++) {
            double expected = row == 1 || row == 2 ? 1 : 0;
            assertThat(predictions.at("/" + row + "/outputs/0").asDouble()).isCloseTo(expected, within(0.05));
        }
        JsonNode single = api.get("/models/xor/predictions?x=1,0").at("/predictions/0");
        assertThat(single).isEqualTo(predictions.get(2));
        assertThat(api.get("/models/xor/predictions?x1=1&x2=0").at("/predictions/0"))
                .isEqualTo(single);
        assertThat(api.get("/models/xor").at("/task").asString()).isEqualTo("binary_classification");
    }

    @Test
    void irisFromItsCsvByMedianOverTenSeeds() {
        String dataset = upload("iris", "species");
        double[] accuracies = new double[10];
        for (int seed = 0; seed < accuracies.length; seed++) {
            JsonNode job = api.train(IRIS.formatted("iris", dataset, seed));
            accuracies[seed] = job.at("/latest/metrics/validation/accuracy").asDouble();
        }
        Arrays.sort(accuracies);
        assertThat((accuracies[4] + accuracies[5]) / 2).isGreaterThanOrEqualTo(0.95);

        JsonNode model = api.get("/models/iris").json();
        assertThat(model.path("version").asInt()).isEqualTo(10);
        assertThat(model.path("task").asString()).isEqualTo("multiclass_classification");
        assertThat(model.at("/outputs/0/categories").toString()).isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
        assertThat(api.get("/models/iris/versions").at("/items").size()).isEqualTo(10);
        Api.Answer named =
                api.get("/models/iris/predictions?sepal_width=3.5&sepal_length=5.1&petal_length=1.4&petal_width=0.2");
        assertThat(named.at("/predictions/0/label").asString()).isEqualTo("setosa");
        double sum = 0;
        for (JsonNode probability : named.at("/predictions/0/probabilities")) {
            sum += probability.asDouble();
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(api.get("/models/iris/versions/3/predictions?x=5.1,3.5,1.4,0.2")
                        .at("/version")
                        .asInt())
                .isEqualTo(3);

        JsonNode evaluation = api.post("/models/iris/evaluations", "{\"dataset\": {\"id\": \"%s\"}}".formatted(dataset))
                .json();
        assertThat(evaluation.path("rows").asInt()).isEqualTo(150);
        assertThat(evaluation.at("/metrics/accuracy").asDouble()).isGreaterThan(0.93);
    }

    @Test
    void theDryRunShowsThePlanAndTheJobFollowsIt() {
        String dataset = upload("iris", "species");
        String request = IRIS.formatted("planned", dataset, 5);
        JsonNode plan = api.post("/training-jobs?dryRun=true", request).json();
        assertThat(plan.path("features").toString())
                .isEqualTo("[\"sepal_length\",\"sepal_width\",\"petal_length\",\"petal_width\"]");
        assertThat(plan.path("parameterCount").asInt()).isEqualTo(4 * 16 + 16 + 16 * 3 + 3);
        assertThat(plan.path("batchesPerEpoch").asInt()).isEqualTo(8);
        assertThat(plan.at("/network/layers/1/outputs").asInt()).isEqualTo(3);
        assertThat(plan.path("preprocessing").toString())
                .isEqualTo("{\"numeric\":\"standardize\",\"categorical\":\"one_hot\",\"missing\":\"impute\","
                        + "\"target\":\"standardize\",\"date\":\"epoch_days\"}");
        assertThat(api.get("/training-jobs?modelName=planned").at("/items").size())
                .isZero();

        JsonNode job = api.train(request);
        for (String part : new String[] {"network", "preprocessing", "training"}) {
            assertThat(job.path(part)).as(part).isEqualTo(plan.path(part));
        }
        // what was resolved, sent back as it is, is the same job
        JsonNode again = api.train(
                """
                {"modelName": "planned", "network": %s, "dataset": {"id": "%s"}, "preprocessing": %s, "training": %s}""".formatted(plan.path("network"), dataset, plan.path("preprocessing"), plan.path("training")));
        assertThat(again.at("/latest/trainLoss")).isEqualTo(job.at("/latest/trainLoss"));
        assertThat(again.at("/latest/validationLoss")).isEqualTo(job.at("/latest/validationLoss"));
    }

    @Test
    void earlyStoppingLeavesTheBestModel() {
        String dataset = upload("iris", "species");
        JsonNode job = api.train("""
                {"modelName": "stopped", "dataset": {"id": "%s"},
                 "network": {"layers": [{"type": "dense", "units": 16, "activation": "tanh", "l2": 0.0001},
                                        {"type": "dense", "activation": "softmax"}]},
                 "training": {"epochs": 1000, "seed": 3, "optimizer": {"type": "nadam", "learningRate": 0.05},
                              "schedule": {"type": "exponential", "factor": 0.5, "warmupEpochs": 2},
                              "gradientClipping": {"norm": 1}, "validation": {"split": 0.3},
                              "stop": {"patience": 3, "minDelta": 0.001}}}""".formatted(dataset));
        assertThat(job.path("stopReason").asString()).isEqualTo("early_stopping");
        assertThat(job.at("/training/stop/restoreBest").asBoolean()).isTrue();
        assertThat(job.at("/latest/epoch").asInt()).isLessThan(1000);
        JsonNode history = api.get("/training-jobs/" + job.path("id").asString() + "/history")
                .json();
        assertThat(history.at("/epochs/0/learningRate").asDouble()).isEqualTo(0.025);
        assertThat(history.at("/epochs/1/learningRate").asDouble()).isEqualTo(0.025);
        assertThat(history.at("/epochs/2/learningRate").asDouble()).isEqualTo(0.0125);
        assertThat(api.get("/models/stopped").at("/metrics/validation/accuracy"))
                .isEqualTo(job.at("/best/metrics/validation/accuracy"));
    }

    @Test
    void aRegressionIsMeasuredInItsOwnUnits() {
        // y = 1000 + 300 a; a network of one unit can learn it exactly
        StringBuilder csv = new StringBuilder("a,b,price\n");
        for (int row = 0; row < 40; row++) {
            csv.append(row)
                    .append(',')
                    .append(row % 7)
                    .append(',')
                    .append(1000 + 300 * row)
                    .append('\n');
        }
        // a counts the rows: without being named it would be taken for an id
        String dataset = api.post("/datasets?target=price&features=a,b", csv.toString(), "text/csv")
                .at("/id")
                .asString();
        JsonNode job = api.train("""
                {"modelName": "price", "network": {"layers": [{"type": "dense"}]}, "dataset": {"id": "%s"},
                 "training": {"epochs": 300, "batchSize": 8, "seed": 1,
                              "optimizer": {"type": "sgd", "learningRate": 0.1, "momentum": 0.5},
                              "validation": {"split": 0.25}}}""".formatted(dataset));
        assertThat(job.at("/latest/metrics/validation/rmse").asDouble()).isLessThan(1);
        assertThat(job.at("/latest/metrics/validation/mae").asDouble()).isLessThan(1);
        assertThat(api.get("/models/price/predictions?a=50&b=0")
                        .at("/predictions/0/value")
                        .asDouble())
                .isCloseTo(16_000, within(5.0));
        assertThat(api.post("/models/price/evaluations", "{\"dataset\": {\"id\": \"%s\"}}".formatted(dataset))
                        .at("/metrics/rmse")
                        .asDouble())
                .isLessThan(1);
    }

    @Test
    void preferWaitAnswersWhenTheJobHasEnded() {
        Api.Answer answer =
                api.send("POST", "/training-jobs", Requests.xor("waited"), "application/json", "Prefer", "wait=30");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/status").asString()).isEqualTo("succeeded");
        assertThat(answer.headers()).containsEntry("Preference-Applied", "wait=30");
        assertThat(answer.headers().get("Location")).endsWith(answer.at("/id").asString());
    }

    @Test
    void aDivergingTrainingFailsAndSaysWhere() {
        JsonNode job = api.train("""
                {"modelName": "diverged",
                 "network": {"layers": [{"type": "dense", "units": 4}, {"type": "dense", "units": 1}]},
                 "dataset": {"inputs": [[1], [2], [3], [4]], "targets": [[1], [2], [3], [4]]},
                 "training": {"batchSize": 2, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 1000000}}}""");
        assertThat(job.path("status").asString()).isEqualTo("failed");
        assertThat(job.at("/error/code").asString()).isEqualTo("diverged");
        assertThat(job.at("/error/epoch").asInt()).isBetween(1, 10);
        assertThat(job.at("/error/batch").asInt()).isBetween(1, 2);
        assertThat(job.at("/error/layer").asInt()).isBetween(0, 1);
        assertThat(api.get("/models/diverged").status()).isEqualTo(404);
        assertThat(api.get("/actuator/health").at("/status").asString()).isEqualTo("UP");
    }

    @Test
    void aLossThatLimitsItsTargetsTakesThemAsTheyAre() {
        String request = """
                {"network": {"layers": [{"type": "dense", "units": 1, "activation": "softplus"}]},
                 "dataset": {"columns": ["hours", "calls"], "rows": [[1, 2], [2, 3], [3, 5.5]], "target": "calls"},
                 "preprocessing": {"target": "%s"}, "training": {"loss": "poisson", "epochs": 1}}""";
        Api.Answer refused = api.post("/training-jobs?dryRun=true", request.formatted("standardize"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/preprocessing/target");
        Api.Answer plan = api.post("/training-jobs?dryRun=true", request.formatted("none"));
        assertThat(plan.status()).as(plan.body()).isEqualTo(200);
        assertThat(plan.at("/training/loss").asString()).isEqualTo("poisson");
    }
}
