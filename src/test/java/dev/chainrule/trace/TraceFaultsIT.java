package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.Collections;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What cannot be traced is refused, every fault at once. */
@IntegrationTest
class TraceFaultsIT {

    @Autowired
    private Api api;

    private static String detail(Api.Answer answer, String pointer) {
        return StreamSupport.stream(answer.at("/errors").spliterator(), false)
                .filter(error -> error.path("pointer").asString().equals(pointer))
                .map(error -> error.path("detail").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Api.Answer answer = api.post("/traces", """
                {"network": {"inputs": 3,
                             "layers": [{"type": "dense", "units": 2, "activation": "linnear"},
                                        {"type": "dense", "units": 1, "unit": 1}]},
                 "loss": "squared", "optimizer": {"type": "sgd", "learningrate": 0.1},
                 "input": [1, 2], "target": [4, 5], "steps": 0, "epochs": 3}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.pointers())
                .containsExactlyInAnyOrder(
                        "/network",
                        "/network/layers/0/activation",
                        "/network/layers/1/unit",
                        "/loss",
                        "/optimizer/learningrate",
                        "/input",
                        "/target",
                        "/steps",
                        "/epochs");
    }

    @Test
    void shapesHaveToFit() {
        Api.Answer answer = api.post("/traces", """
                {"network": {"inputs": 2, "layers": [{"type": "dense", "units": 2, "activation": "softmax"}],
                             "parameters": [{"weights": [[1, 2], [3]], "bias": [1]}]},
                 "loss": "binary_cross_entropy", "inputs": [[1, 2], [1], ["x", 1e999]], "targets": [[1, 0], [0, 1, 0]]}""");

        assertThat(answer.pointers())
                .contains(
                        "/network/parameters/0/weights/1",
                        "/network/parameters/0/bias",
                        "/inputs/1",
                        "/inputs/2/0",
                        "/inputs/2/1",
                        "/targets/1");
    }

    @Test
    void lossAndTargetsHaveToFit() {
        String body = """
                {"network": {"layers": [{"type": "dense", "units": 2, "activation": "%s"}], "seed": 1},
                 "loss": "%s", "inputs": [[1], [2]], "targets": %s}""";
        Api.Answer answer = api.post("/traces", body.formatted("tanh", "binary_cross_entropy", "[[0, 1], [2, -1]]"));
        assertThat(answer.pointers()).containsExactlyInAnyOrder("/loss", "/targets/1/0", "/targets/1/1");
        answer = api.post("/traces", body.formatted("softmax", "categorical_cross_entropy", "[[0, 1], [0.5, 0.6]]"));
        assertThat(answer.pointers()).containsExactly("/targets/1");
        answer = api.post("/traces", body.formatted("tanh", "mean_squared_error", "[[0, 1]]"));
        assertThat(detail(answer, "/targets")).isEqualTo("must have 2 rows, one for each of inputs, had 1");
        answer = api.post(
                "/traces", body.formatted("tanh", "mean_squared_error", "[[0, 1], [0, 1]], \"target\": [0, 1]"));
        assertThat(answer.pointers()).containsExactly("/target");
        assertThat(api.post("/traces", "{}").pointers()).containsExactlyInAnyOrder("/network", "/input", "/target");
        assertThat(api.post("/traces", "[]").status()).isEqualTo(422);
        assertThat(api.post("/traces", "{\"network\": ").status()).isEqualTo(400);
    }

    @Test
    void limits() {
        // 3 * 666 + 1 = 1999 parameters, and 3 * 667 = 2001
        String body = """
                {"network": {"layers": [{"type": "dense", "units": %d}, {"type": "dense", "bias": %s}], "seed": 1},
                 "inputs": %s, "targets": %s, "steps": %d}""";
        String row = "[[1]]";
        assertThat(api.post("/traces", body.formatted(666, "true", row, row, 1)).status())
                .isEqualTo(200);
        Api.Answer tooMany = api.post("/traces", body.formatted(667, "false", row, row, 1));
        assertThat(detail(tooMany, "/network")).contains("2000").contains("2001");
        assertThat(api.post("/traces", body.formatted(3, "true", row, row, 100)).status())
                .isEqualTo(200);
        assertThat(detail(api.post("/traces", body.formatted(3, "true", row, row, 101)), "/steps"))
                .isEqualTo("must be at most 100, was 101");
        String rows = rows(64);
        assertThat(api.post("/traces", body.formatted(3, "true", rows, rows, 1)).status())
                .isEqualTo(200);
        assertThat(api.post("/traces", body.formatted(3, "true", rows(65), rows, 1))
                        .pointers())
                .containsExactly("/inputs");
        assertThat(detail(api.post("/traces", body.formatted(666, "true", rows, rows, 100)), "/steps"))
                .contains("5000000");
        assertThat(api.post("/traces?gradientCheck=true", body.formatted(666, "true", rows, rows, 1))
                        .pointers())
                .containsExactly("gradientCheck");
    }

    private static String rows(int count) {
        return "[" + String.join(",", Collections.nCopies(count, "[1]")) + "]";
    }

    @Test
    void numbersThatDivergeAreRefusedByStepAndLayer() {
        String fast = Requests.TEXTBOOK.replace("\"learningRate\": 0.1", "\"learningRate\": 1e6");
        Api.Answer answer = api.post("/traces", fast.replace("\"target\"", "\"steps\": 100, \"target\""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(detail(answer, "/steps")).containsPattern("step \\d+, layer [01]: the .* not finite");
    }
}
