package dev.chainrule.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Models of which it is known what they take from each column. */
@IntegrationTest
class ImportanceIT {

    @Autowired
    private Api api;

    private void train(String model, String network, String dataset, String training) {
        JsonNode job = api.train("""
                {"modelName": "%s", "network": %s, "dataset": %s, "training": {%s}}""".formatted(model, network, dataset, training));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
    }

    /**
     * y = 3 x1 with no error, x2 and x3 without influence. Shuffling x1 makes errors of 3 (x1' - x1), whose mean square over all
     * permutations is 9 * 2 var(x1) n / (n - 1).
     */
    @Test
    void itIsTheRiseOfTheErrorWhenAColumnIsShuffled() {
        StringBuilder inputs = new StringBuilder();
        StringBuilder targets = new StringBuilder();
        int rows = 200;
        for (int row = 0; row < rows; row++) {
            inputs.append(row == 0 ? "" : ",").append("[%d, %d, 1]".formatted(row % 20, row * 7 % 11));
            targets.append(row == 0 ? "" : ",").append("[%d]".formatted(3 * (row % 20)));
        }
        String dataset = "{\"inputs\": [%s], \"targets\": [%s]}".formatted(inputs, targets);
        train("importance-line", """
                {"inputs": 3, "layers": [{"type": "dense"}], "parameters": [{"weights": [[3], [0], [0]], "bias": [0]}]}""", dataset, "\"epochs\": 1, \"seed\": 1");
        String path = "/models/importance-line/importance";
        Api.Answer answer = api.post(path, "{\"dataset\": %s, \"repeats\": 20, \"seed\": 7}".formatted(dataset));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactly("model", "version", "rows", "metric", "value", "repeats", "seed", "importance");
        assertThat(answer.at("/metric").asString()).isEqualTo("rmse");
        assertThat(answer.at("/value").asDouble()).isZero();
        assertThat(answer.at("/rows").asInt()).isEqualTo(rows);
        double variance = (20 * 20 - 1) / 12.0;
        assertThat(answer.at("/importance/0/column").asString()).isEqualTo("x1");
        assertThat(answer.at("/importance/0/mean").asDouble())
                .isCloseTo(3 * Math.sqrt(2 * variance * rows / (rows - 1)), within(0.6));
        assertThat(answer.at("/importance/0/standardDeviation").asDouble()).isBetween(0.05, 2.0);
        for (int column = 1; column < 3; column++) {
            assertThat(answer.at("/importance/" + column + "/mean").asDouble()).isZero();
            assertThat(answer.at("/importance/" + column + "/standardDeviation").asDouble())
                    .isZero();
        }
        Api.Answer again = api.post(
                "/models/importance-line/versions/1/importance",
                "{\"dataset\": %s, \"repeats\": 20, \"seed\": 7}".formatted(dataset));
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(api.post(path, "{\"dataset\": %s, \"repeats\": 20, \"seed\": 8}".formatted(dataset))
                        .at("/importance/0/mean"))
                .isNotEqualTo(answer.at("/importance/0/mean"));
        assertThat(api.post(path, "{\"dataset\": %s}".formatted(dataset))
                        .at("/repeats")
                        .asInt())
                .isEqualTo(5);
    }

    /** A category is shuffled as a whole: which of its features is 1 decides the class. */
    @Test
    void aCategoryIsOneColumn() {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 60; row++) {
            String color = new String[] {"red", "green", "blue"}[row % 3];
            rows.append(row == 0 ? "" : ",")
                    .append("[%d, \"%s\", \"%s\"]".formatted(row * 13 % 17, color, row % 3 == 0 ? "yes" : "no"));
        }
        String dataset =
                "{\"columns\": [\"a\", \"color\", \"kind\"], \"target\": \"kind\", \"rows\": [%s]}".formatted(rows);
        train(
                "importance-color",
                "{\"layers\": [{\"type\": \"dense\", \"activation\": \"sigmoid\"}]}",
                dataset,
                "\"epochs\": 300, \"seed\": 1, \"optimizer\": {\"type\": \"adam\", \"learningRate\": 0.1}");
        Api.Answer answer = api.post("/models/importance-color/importance", "{\"dataset\": %s}".formatted(dataset));
        assertThat(answer.at("/metric").asString()).isEqualTo("logLoss");
        double logLoss = api.post("/models/importance-color/evaluations", "{\"dataset\": %s}".formatted(dataset))
                .at("/metrics/logLoss")
                .asDouble();
        assertThat(answer.at("/value").asDouble()).isEqualTo(logLoss);
        assertThat(answer.at("/importance").size()).isEqualTo(2);
        assertThat(answer.at("/importance/0/column").asString()).isEqualTo("color");
        assertThat(answer.at("/importance/0/mean").asDouble()).isGreaterThan(1);
        assertThat(answer.at("/importance/1/mean").asDouble()).isBetween(-0.1, 0.1);
    }

    @Test
    void itIsCheckedAsAnEvaluationIs() {
        String dataset =
                "{\"columns\": [\"a\", \"kind\"], \"target\": \"kind\", \"rows\": [[1, \"x\"], [2, \"y\"], [3, \"x\"]]}";
        train(
                "importance-faults",
                "{\"layers\": [{\"type\": \"dense\", \"activation\": \"sigmoid\"}]}",
                dataset,
                "\"epochs\": 1, \"seed\": 1");
        String path = "/models/importance-faults/importance";
        assertThat(api.post(path, "{\"repeats\": 0, \"seed\": 0.5, \"columns\": []}")
                        .pointers())
                .containsExactlyInAnyOrder("/dataset", "/repeats", "/seed", "/columns");
        assertThat(api.post(path, "{\"dataset\": {\"columns\": [\"a\", \"kind\"], \"rows\": [[1, \"z\"], [2, \"x\"]]}}")
                        .pointers())
                .containsExactly("/dataset");
        assertThat(api.post("/models/nobody/importance", "{}").status()).isEqualTo(404);
    }
}
