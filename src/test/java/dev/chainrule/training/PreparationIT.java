package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Preparation over HTTP: what a dry run says of it, and what a model makes of raw values. */
@IntegrationTest
class PreparationIT {

    private static final String TABLE = """
            {"columns": ["size", "color", "ripe", "day", "price"], "target": "price",
             "rows": [[1, "red", true, "2024-01-01", 1010], [2, "green", null, "2024-02-11", 1020],
                      [null, "red", true, "2024-03-01", 1030], [4, null, false, "2024-02-11", 1040],
                      [5, "green", true, "2024-05-04", 1050], [5, "red", false, null, 1050],
                      [6, "blue", true, "2024-06-05", 1060], [7, "green", true, "2024-07-07", 1070]]}""";

    private static final String REQUEST = """
            {"modelName": "prepared", "network": {"layers": [{"type": "dense"}]}, "dataset": %s, "preprocessing": %s,
             "training": {"epochs": 200, "batchSize": 8, "seed": 1, "optimizer": {"type": "adam", "learningRate": 0.05}}}""";

    @Autowired
    private Api api;

    private Api.Answer dryRun(String preprocessing) {
        return api.post("/training-jobs?dryRun=true", REQUEST.formatted(TABLE, preprocessing.replace('\'', '"')));
    }

    private List<String> features(String preprocessing) {
        Api.Answer answer = dryRun(preprocessing);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("features").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void aDryRunNamesTheFeatures() {
        assertThat(features("{}"))
                .containsExactly(
                        "size",
                        "size:missing",
                        "color=blue",
                        "color=green",
                        "color=red",
                        "color:missing",
                        "ripe",
                        "ripe:missing",
                        "day",
                        "day:missing");
        assertThat(
                        features(
                                "{'numeric': 'smooth_robust', 'categorical': {'type': 'one_hot', 'minCount': 2}, 'missing': 'level'}"))
                .containsExactly(
                        "size",
                        "size:missing",
                        "color=green",
                        "color=red",
                        "color=(rare)",
                        "ripe",
                        "ripe:missing",
                        "day",
                        "day:missing");
        assertThat(features("{'numeric': {'type': 'piecewise_linear', 'maxBins': 2}}"))
                .startsWith("size", "size[1..5]", "size[5..7]", "size:missing", "color=blue");
        assertThat(features("{'date': 'calendar'}"))
                .contains("day", "day:yearSine", "day:yearCosine", "day:dayOfWeek=1", "day:month=7", "day:missing");
        assertThat(dryRun("{'missing': 'reject'}").pointers()).containsExactly("/preprocessing/missing");
    }

    @Test
    void valuesAreOfOriginalUnitsThroughout() {
        JsonNode job = api.train(REQUEST.formatted(TABLE, "{}"));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        double rmse = job.at("/latest/metrics/train/rmse").asDouble();
        assertThat(rmse).isBetween(0.01, 20.0);
        // of standardized targets
        assertThat(job.at("/latest/trainLoss").asDouble()).isCloseTo(rmse * rmse / 360.9375, within(1e-3));
        JsonNode evaluation = api.post(
                        "/models/prepared/evaluations",
                        "{\"dataset\": {\"id\": \"" + job.path("datasetId").asString() + "\"}}")
                .json();
        assertThat(evaluation.at("/metrics/rmse").asDouble()).isBetween(0.01, 20.0);
        assertThat(evaluation.at("/baseline/rmse").asDouble()).isCloseTo(Math.sqrt(360.9375), within(1e-9));
        JsonNode prediction = api.post(
                        "/models/prepared/predictions",
                        "{\"instances\": [{\"size\": null, \"color\": \"NA\", \"ripe\": null, \"day\": null}, [1, \"red\", true,"
                                + " \"2024-01-01\"]]}")
                .json();
        assertThat(prediction.at("/predictions/0/value").asDouble()).isBetween(900.0, 1200.0);
        assertThat(prediction.at("/predictions/1/value").asDouble()).isCloseTo(1010, within(10.0));
    }
}
