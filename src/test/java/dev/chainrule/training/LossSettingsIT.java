package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Weights and label smoothing over HTTP. */
@IntegrationTest
class LossSettingsIT {

    /** All rows have the same input: the best answer is the mean of the targets by their weights. */
    private static final String MEAN = """
            {"modelName": "weighted-mean",
             "network": {"layers": [{"type": "dense", "units": 1}]},
             "dataset": %s,
             "training": {"epochs": 300, "batchSize": 3, "loss": "mean_squared_error", "seed": 1,
                          "optimizer": {"type": "sgd", "learningRate": 0.2}}}""";

    private static final String WEIGHTED =
            "{\"inputs\": [[1], [1], [1]], \"targets\": [[0], [1], [5]], \"sampleWeights\": [1, 3, 0]}";

    @Autowired
    private Api api;

    @Test
    void sampleWeightsAreStoredAndCount() {
        JsonNode job = api.train(MEAN.formatted(WEIGHTED));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(api.get("/models/weighted-mean/predictions?x=1")
                        .at("/predictions/0/outputs/0")
                        .asDouble())
                .isCloseTo(0.75, within(1e-3));
        // (1 * 0.75^2 + 3 * 0.25^2) / 4
        assertThat(job.at("/latest/trainLoss").asDouble()).isCloseTo(0.1875, within(1e-3));

        String id = job.path("datasetId").asString();
        JsonNode dataset = api.get("/datasets/" + id).json();
        assertThat(dataset.path("weight").asString()).isEqualTo("weight");
        assertThat(dataset.path("target").asString()).isEqualTo("y1");
        String again = MEAN.formatted("{\"id\": \"" + id + "\"}").replace("weighted-mean", "weighted-again");
        assertThat(api.train(again).at("/latest/trainLoss")).isEqualTo(job.at("/latest/trainLoss"));
        assertThat(api.post("/models/weighted-mean/evaluations", "{\"dataset\": {\"id\": \"" + id + "\"}}")
                        .at("/loss")
                        .asDouble())
                .isCloseTo(0.1875, within(1e-3));
    }

    /** At upload or in the job, a column counts as the weights of a matrix do: the same bits. */
    @Test
    void aColumnOfATableIsTheWeight() {
        JsonNode matrix = api.train(MEAN.formatted(WEIGHTED));
        String table = "{\"columns\": [\"x\", \"y\", \"w\"], \"rows\": [[1, 0, 1], [1, 1, 3], [1, 5, 0]]}";
        String plain = api.post("/datasets", table).at("/id").asString();
        String request = MEAN.replace(
                        "\"training\"",
                        "\"preprocessing\": {\"numeric\": \"none\", \"target\": \"none\"}, \"training\"")
                .replace("weighted-mean", "weighted-column");
        String uploaded = table.replace("}", ", \"target\": \"y\", \"weight\": \"w\"}");
        String named = "{\"id\": \"" + plain + "\", \"target\": \"y\", \"weight\": \"w\"}";
        for (String dataset : new String[] {uploaded, named}) {
            JsonNode job = api.train(request.formatted(dataset));
            assertThat(job.at("/latest/trainLoss")).as(job.toString()).isEqualTo(matrix.at("/latest/trainLoss"));
        }
        Api.Answer notEvery =
                api.post("/training-jobs", request.formatted(uploaded.replace("[1, 5, 0]", "[1, 5, null]")));
        assertThat(notEvery.pointers()).containsExactly("/dataset/weight");
    }

    @Test
    void rowsWithoutATargetAreLeftOut() {
        String request = MEAN.replace(
                        "\"training\"",
                        "\"preprocessing\": {\"numeric\": \"none\", \"target\": \"none\"}, \"training\"")
                .replace("weighted-mean", "known-targets");
        String whole = "{\"columns\": [\"x\", \"y\"], \"target\": \"y\", \"rows\": [[1, 0], [1, 1], [1, 5]]}";
        String gaps = whole.replace("[1, 1]", "[9, null], [1, 1], [7, \"NA\"]");
        JsonNode expected = api.train(request.formatted(whole));
        JsonNode job = api.train(request.formatted(gaps));
        assertThat(job.at("/latest/trainLoss")).as(job.toString()).isEqualTo(expected.at("/latest/trainLoss"));
        Api.Answer evaluation = api.post("/models/known-targets/evaluations", "{\"dataset\": " + gaps + "}");
        assertThat(evaluation.at("/rows").asInt()).isEqualTo(3);
        assertThat(api.post(
                                "/models/known-targets/evaluations",
                                "{\"dataset\": {\"columns\": [\"x\", \"y\"], \"rows\": [[1, null]]}}")
                        .status())
                .isEqualTo(422);
        Api.Answer plan = api.post("/training-jobs?dryRun=true", request.formatted(gaps));
        assertThat(plan.at("/warnings/0/message").asString()).contains("2 rows");
    }

    @Test
    void weightsThatAreAllZeroAreRefused() {
        Api.Answer answer = api.post("/training-jobs", MEAN.formatted(WEIGHTED.replace("[1, 3, 0]", "[0, 0, 0]")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/dataset");
    }

    @Test
    void smoothingIsUndoneWhereItIsShownAndMeasured() {
        String request = """
                {"modelName": "smooth-%s",
                 "network": {"layers": [{"type": "dense", "units": 1, "activation": "sigmoid"}]},
                 "dataset": {"inputs": [[1], [1], [1], [1]], "targets": [[1], [1], [1], [0]]},
                 "training": {"epochs": 300, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 1},
                              "loss": {"type": "binary_cross_entropy", "labelSmoothing": 0.2, "undo": %s}}}""";
        String evaluation = "{\"dataset\": {\"inputs\": [[1]], \"targets\": [[1]]}}";
        for (boolean undo : new boolean[] {false, true}) {
            JsonNode job = api.train(request.formatted(undo, undo));
            assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
            // smoothed, the mean target of 3/4 is 0.8 * 3/4 + 0.1
            double expected = undo ? 0.75 : 0.7;
            assertThat(api.get("/models/smooth-" + undo + "/predictions?x=1")
                            .at("/predictions/0/outputs/0")
                            .asDouble())
                    .isCloseTo(expected, within(1e-3));
            assertThat(api.post("/models/smooth-" + undo + "/evaluations", evaluation)
                            .at("/loss")
                            .asDouble())
                    .isCloseTo(-Math.log(expected), within(2e-3));
        }
    }

    @Test
    void classWeightsStandInThePlanAndCount() {
        String request = """
                {"modelName": "weighted-classes",
                 "network": {"layers": [{"type": "dense", "activation": "softmax"}]},
                 "dataset": {"inputs": [[1], [1], [1], [1]], "labels": ["no", "no", "no", "yes"]},
                 "training": {"epochs": 200, "optimizer": {"type": "sgd", "learningRate": 0.5}, "seed": 1,
                              "classWeights": %s}}""";
        assertThat(api.post("/training-jobs?dryRun=true", request.formatted("\"balanced\""))
                        .at("/training/classWeights")
                        .asString())
                .isEqualTo("balanced");
        Api.Answer unknown = api.post("/training-jobs?dryRun=true", request.formatted("{\"maybe\": 2}"));
        assertThat(unknown.pointers()).containsExactly("/training/classWeights/maybe");

        JsonNode job = api.train(request.formatted("\"balanced\""));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/training/classWeights").asString()).isEqualTo("balanced");
        assertThat(api.get("/models/weighted-classes/predictions?x=1")
                        .at("/predictions/0/probabilities/yes")
                        .asDouble())
                .isCloseTo(0.5, within(0.01));
    }
}
