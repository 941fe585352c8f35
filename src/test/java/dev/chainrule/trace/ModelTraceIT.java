package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Traces of trained models: raw instances and targets, the stored parameters, the loss of the training. */
@IntegrationTest
class ModelTraceIT {

    private static final String NETWORK = """
            {"layers": [{"type": "dense", "units": 4, "activation": "tanh", "l2": 0.001},
                        {"type": "dense", "units": 3, "activation": "softmax"}]%s}""";

    @Autowired
    private Api api;

    private void train(String model, String network, String dataset, String training) {
        JsonNode job = api.train("""
                {"modelName": "%s", "network": %s, "dataset": %s, "training": {%s}}""".formatted(model, network, dataset, training));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
    }

    @Test
    void itIsTheTraceOfANetworkWithTheModelsParameters() throws Exception {
        String csv = Files.readString(Path.of("examples", "iris.csv"));
        String dataset =
                api.post("/datasets?target=species", csv, "text/csv").at("/id").asString();
        train(
                "traced-iris",
                NETWORK.formatted(""),
                "{\"id\": \"%s\"}".formatted(dataset),
                "\"epochs\": 3, \"seed\": 1, \"loss\": {\"type\": \"categorical_cross_entropy\", \"labelSmoothing\": 0.1}");
        String settings = "\"optimizer\": {\"type\": \"adamw\", \"learningRate\": 0.1}, \"steps\": 3";
        String instance = "{\"petal_width\": 0.2, \"sepal_length\": 5.1, \"sepal_width\": 3.5, \"petal_length\": 1.4}";
        Api.Answer traced =
                api.post("/models/traced-iris/traces?gradientCheck=true", """
                {"instance": %s, "target": "setosa", %s}""".formatted(instance, settings));
        assertThat(traced.status()).as(traced.body()).isEqualTo(200);
        assertThat(traced.json().propertyNames())
                .containsExactly("model", "version", "member", "features", "target", "steps", "gradientCheck");
        assertThat(traced.at("/features").toString())
                .isEqualTo("[\"sepal_length\",\"sepal_width\",\"petal_length\",\"petal_width\"]");
        assertThat(traced.at("/target").toString()).isEqualTo("[1.0,0.0,0.0]");
        assertThat(traced.at("/gradientCheck/worstRelativeDifference").asDouble())
                .isLessThan(1e-6);

        JsonNode parameters = api.get("/models/traced-iris/parameters").at("/parameters");
        Api.Answer same = api.post("/traces?gradientCheck=true", """
                {"network": %s, "loss": {"type": "categorical_cross_entropy", "labelSmoothing": 0.1},
                 "input": %s, "target": [1, 0, 0], %s}""".formatted(
                NETWORK.formatted(", \"parameters\": " + parameters), traced.at("/steps/0/forward/0/input"), settings));
        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertThat(traced.at("/steps")).isEqualTo(same.at("/steps"));
        assertThat(traced.at("/gradientCheck")).isEqualTo(same.at("/gradientCheck"));

        JsonNode probabilities = api.post(
                        "/models/traced-iris/predictions", "{\"instances\": [%s]}".formatted(instance))
                .at("/predictions/0/probabilities");
        for (int k = 0; k < 3; k++) {
            String label = new String[] {"setosa", "versicolor", "virginica"}[k];
            assertThat(traced.at("/steps/0/prediction/" + k).asDouble())
                    .isCloseTo(probabilities.path(label).asDouble(), within(1e-6));
        }
        Api.Answer byPosition =
                api.post("/models/traced-iris/versions/1/traces?gradientCheck=true", """
                {"instance": [5.1, 3.5, 1.4, 0.2], "target": "setosa", %s}""".formatted(settings));
        assertThat(byPosition.json()).isEqualTo(traced.json());
    }

    @Test
    void targetsAreInOriginalUnits() {
        train("traced-values", "{\"layers\": [{\"type\": \"dense\"}]}", """
                {"columns": ["a", "color", "u", "v"], "target": ["u", "v"],
                 "rows": [[1, "red", 10, 0], [1.5, "blue", 30, 4], [3.5, "red", 20, 8], [4, "blue", 40, 0]]}""", "\"epochs\": 2, \"seed\": 1");
        Api.Answer byName = api.post("/models/traced-values/traces", """
                {"instance": {"a": 2.5, "color": "blue"}, "target": {"v": 7, "u": 45}}""");
        assertThat(byName.status()).as(byName.body()).isEqualTo(200);
        assertThat(byName.at("/features").toString()).isEqualTo("[\"a\",\"color=blue\",\"color=red\"]");
        assertThat(byName.at("/steps/0/forward/0/input").toString()).isEqualTo("[0.0,1.0,0.0]");
        // u has the mean 25 and the variance 125, v the mean 3 and the variance 11
        assertThat(byName.at("/target/0").asDouble()).isCloseTo(20 / Math.sqrt(125), within(1e-12));
        assertThat(byName.at("/target/1").asDouble()).isCloseTo(4 / Math.sqrt(11), within(1e-12));
        double first = byName.at("/steps/0/prediction/0").asDouble() - 20 / Math.sqrt(125);
        double second = byName.at("/steps/0/prediction/1").asDouble() - 4 / Math.sqrt(11);
        assertThat(byName.at("/steps/0/loss").asDouble())
                .isCloseTo((first * first + second * second) / 2, within(1e-12));
        assertThat(api.post("/models/traced-values/traces", "{\"instance\": [2.5, \"blue\"], \"target\": [45, 7]}")
                        .json())
                .isEqualTo(byName.json());
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        String dataset = """
                {"columns": ["a", "color", "kind"], "target": "kind", "rows": [[1, "red", "x"], [2.5, "blue", "y"], [4, "red", "y"]]}""";
        train(
                "traced-faults",
                "{\"layers\": [{\"type\": \"dense\", \"activation\": \"sigmoid\"}]}",
                dataset,
                "\"epochs\": 1, \"seed\": 1");
        String path = "/models/traced-faults/traces";
        assertThat(api.post(path + "?gradientCheck=perhaps", """
                        {"instance": {"a": "1", "color": "green", "b": 1}, "target": "z", "optimizer": "fast", "steps": 101, "loss": "huber"}""").pointers())
                .containsExactlyInAnyOrder(
                        "/instance/a",
                        "/instance/color",
                        "/instance/b",
                        "/target",
                        "/optimizer",
                        "/steps",
                        "/loss",
                        "gradientCheck");
        assertThat(api.post(path, "{}").pointers()).containsExactlyInAnyOrder("/instance", "/target");
        assertThat(api.post(path, "{\"instance\": 7, \"target\": [1]}").pointers())
                .containsExactlyInAnyOrder("/instance", "/target");
        assertThat(api.post(path + "?member=1", "{}").status()).isEqualTo(404);
        assertThat(api.post("/models/traced-faults/versions/2/traces", "{}").status())
                .isEqualTo(404);
        // the one output is the probability of y
        assertThat(api.post(path, "{\"instance\": [1, \"red\"], \"target\": \"y\"}")
                        .at("/target")
                        .toString())
                .isEqualTo("[1.0]");
    }

    @Test
    void largeModelsAreNotTraced() {
        // 3 * 667 = 2001 parameters
        train(
                "traced-wide",
                "{\"layers\": [{\"type\": \"dense\", \"units\": 667}, {\"type\": \"dense\", \"bias\": false}]}",
                "{\"inputs\": [[0], [1]], \"targets\": [[0], [1]]}",
                "\"epochs\": 1, \"seed\": 1");
        Api.Answer answer = api.post("/models/traced-wide/traces", "{\"instance\": [1], \"target\": 1}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors/0/detail").asString()).contains("2000").contains("2001");
    }
}
