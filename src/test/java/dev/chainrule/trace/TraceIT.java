package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class TraceIT {

    private static final double EPSILON = 1e-12;

    @Autowired
    private Api api;

    /** All numbers below a node, in order. */
    private static double[] numbers(JsonNode node) {
        return node.isNumber()
                ? new double[] {node.doubleValue()}
                : StreamSupport.stream(node.spliterator(), false)
                        .flatMapToDouble(item -> Arrays.stream(numbers(item)))
                        .toArray();
    }

    private static void assertNumbers(Api.Answer answer, String pointer, double... expected) {
        assertThat(numbers(answer.at(pointer))).as(pointer).containsExactly(expected, within(EPSILON));
    }

    @Test
    void textbookExample() {
        Api.Answer answer = api.post("/traces", Requests.TEXTBOOK);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("steps");
        assertThat(answer.at("/steps").size()).isOne();
        assertThat(answer.at("/steps/0").propertyNames())
                .containsExactly("forward", "prediction", "loss", "backward", "update", "explanation");
        assertThat(answer.at("/steps/0/forward/0").propertyNames())
                .containsExactly("layer", "input", "weightedSums", "activations");
        assertNumbers(answer, "/steps/0/forward/0/input", 1, 2, 3);
        assertNumbers(answer, "/steps/0/forward/0/weightedSums", 0.9, 0.9);
        assertNumbers(answer, "/steps/0/forward/0/activations", 0.9, 0.9);
        assertNumbers(answer, "/steps/0/forward/1/input", 0.9, 0.9);
        assertNumbers(answer, "/steps/0/prediction", 0.64);
        assertNumbers(answer, "/steps/0/loss", 5.6448);
        assertNumbers(answer, "/steps/0/backward/0/layer", 1);
        assertNumbers(answer, "/steps/0/backward/0/delta", -3.36);
        assertNumbers(answer, "/steps/0/backward/0/weightGradients", -3.024, -3.024);
        assertNumbers(answer, "/steps/0/backward/0/biasGradients", -3.36);
        assertNumbers(answer, "/steps/0/backward/1/layer", 0);
        assertNumbers(answer, "/steps/0/backward/1/delta", -1.008, -1.008);
        assertNumbers(answer, "/steps/0/backward/1/weightGradients", -1.008, -1.008, -2.016, -2.016, -3.024, -3.024);
        assertNumbers(answer, "/steps/0/update/0/layer", 0);
        assertNumbers(answer, "/steps/0/update/0/weights/before", 0.5, 0.5, 0.1, 0.1, 0, 0);
        assertNumbers(answer, "/steps/0/update/0/weights/after", 0.6008, 0.6008, 0.3016, 0.3016, 0.3024, 0.3024);
        assertNumbers(answer, "/steps/0/update/0/bias/after", 0.3008, 0.3008);
        assertNumbers(answer, "/steps/0/update/1/weights/after", 0.6024, 0.6024);
        assertNumbers(answer, "/steps/0/update/1/bias/before", 0.1);
        assertNumbers(answer, "/steps/0/update/1/bias/after", 0.436);
        assertThat(answer.at("/steps/0/explanation/0").asString())
                .isEqualTo("z[0][0] = 1*0.5 + 2*0.1 + 3*0 + 0.2 = 0.9");
    }

    @Test
    void gradientCheckStandsBesideTheSteps() {
        Api.Answer answer = api.post("/traces?gradientCheck=true", Requests.TEXTBOOK);

        assertThat(answer.json().propertyNames()).containsExactly("steps", "gradientCheck");
        assertThat(answer.at("/gradientCheck/worstRelativeDifference").doubleValue())
                .isBetween(0.0, 1e-8);
        assertThat(numbers(answer.at("/gradientCheck/layers/0/numericalWeightGradients")))
                .containsExactly(new double[] {-1.008, -1.008, -2.016, -2.016, -3.024, -3.024}, within(1e-8));
        assertThat(numbers(answer.at("/gradientCheck/layers/1/numericalBiasGradients")))
                .containsExactly(new double[] {-3.36}, within(1e-8));
        assertThat(api.post("/traces?gradientCheck=false", Requests.TEXTBOOK)
                        .json()
                        .propertyNames())
                .containsExactly("steps");
        assertThat(api.post("/traces?gradientCheck=yes", Requests.TEXTBOOK).pointers())
                .containsExactly("gradientCheck");
        assertThat(api.post("/traces?gradientcheck=true", Requests.TEXTBOOK).pointers())
                .containsExactly("gradientcheck");
    }

    @Test
    void aBatchHasARowEach() {
        // p = w x + b with w = 2, b = 1: predictions 3 and -1, errors 1 and -2
        String network = """
                {"network": {"layers": [{"type": "dense", "units": 1}],
                             "parameters": [{"weights": [[2]], "bias": [1]}]},
                 "loss": "half_squared_error", "optimizer": {"type": "sgd", "learningRate": 0.5},""";
        Api.Answer answer =
                api.post("/traces", network + "\"inputs\": [[1], [-1]], \"targets\": [[2], [1]], \"steps\": 2}");

        assertThat(answer.at("/steps/0/forward/0/input").toString()).isEqualTo("[[1.0],[-1.0]]");
        assertThat(answer.at("/steps/0/forward/0/weightedSums").toString()).isEqualTo("[[3.0],[-1.0]]");
        assertThat(answer.at("/steps/0/forward/0/activations").toString()).isEqualTo("[[3.0],[-1.0]]");
        assertThat(answer.at("/steps/0/prediction").toString()).isEqualTo("[[3.0],[-1.0]]");
        assertNumbers(answer, "/steps/0/loss", (0.5 + 2) / 2);
        assertThat(answer.at("/steps/0/backward/0/delta").toString()).isEqualTo("[[0.5],[-1.0]]");
        assertNumbers(answer, "/steps/0/backward/0/weightGradients", 1.5);
        assertNumbers(answer, "/steps/0/backward/0/biasGradients", -0.5);
        assertNumbers(answer, "/steps/1/update/0/weights/before", 1.25);
        assertNumbers(answer, "/steps/1/update/0/bias/before", 1.25);
        // a batch of one row is a batch
        Api.Answer one = api.post("/traces", network + "\"inputs\": [[1]], \"targets\": [[2]]}");
        assertThat(one.at("/steps/0/prediction").toString()).isEqualTo("[[3.0]]");
    }

    @Test
    void aLayerWithoutBiasShowsNone() {
        Api.Answer answer = api.post("/traces", """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false}], "seed": 1},
                 "input": [1], "target": [1]}""");

        assertThat(answer.at("/steps/0/backward/0").propertyNames())
                .containsExactly("layer", "delta", "weightGradients");
        assertThat(answer.at("/steps/0/update/0").propertyNames()).containsExactly("layer", "weights");
    }

    @Test
    void normalizationAndDropoutShowWhatTheyHave() {
        Api.Answer answer = api.post("/traces?gradientCheck=true", """
                {"network": {"layers": [{"type": "dense", "units": 3}, {"type": "layer_normalization"},
                                        {"type": "dropout", "rate": 0.5},
                                        {"type": "batch_normalization", "activation": "tanh"}, {"type": "dense"}],
                             "seed": 1},
                 "inputs": [[1, 2], [3, 4]], "targets": [[1], [0]]}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/gradientCheck/worstRelativeDifference").doubleValue())
                .isLessThan(1e-6);
        assertThat(answer.at("/gradientCheck/layers/2").propertyNames())
                .containsExactly("layer", "numericalScaleGradients", "numericalShiftGradients");
        JsonNode step = answer.at("/steps/0");
        assertThat(step.at("/forward/1").propertyNames())
                .containsExactly("layer", "input", "mean", "variance", "weightedSums", "activations");
        // of a row, of a unit
        assertThat(step.at("/forward/1/mean").size()).isEqualTo(2);
        assertThat(step.at("/forward/3/mean").size()).isEqualTo(3);
        assertThat(step.at("/forward/2/activations")).isEqualTo(step.at("/forward/1/activations"));
        assertThat(step.at("/backward/1").propertyNames())
                .containsExactly("layer", "delta", "scaleGradients", "shiftGradients");
        assertThat(step.at("/backward/2").propertyNames()).containsExactly("layer", "delta");
        assertThat(step.path("update").size()).isEqualTo(4);
        assertThat(step.at("/update/1").propertyNames()).containsExactly("layer", "scale", "shift");
        assertThat(step.at("/update/2").propertyNames()).containsExactly("layer", "scale", "shift", "mean", "variance");
        assertThat(step.at("/update/2/layer").asInt()).isEqualTo(3);
    }

    @Test
    void aSeedDrawsTheParameters() {
        String body = """
                {"network": {"layers": [{"type": "dense", "units": 2, "activation": "tanh"}, {"type": "dense"}]%s},
                 "input": [1, 2], "target": [1]%s}""";
        Api.Answer inside = api.post("/traces", body.formatted(", \"seed\": 5", ""));
        Api.Answer beside = api.post("/traces", body.formatted("", ", \"seed\": 5"));
        Api.Answer other = api.post("/traces", body.formatted("", ", \"seed\": 6"));

        assertThat(inside.status()).isEqualTo(200);
        assertThat(beside.body()).isEqualTo(inside.body());
        assertThat(other.body()).isNotEqualTo(inside.body());
        assertThat(api.post("/traces", body.formatted("", "")).pointers()).containsExactly("/network");
        assertThat(api.post("/traces", body.formatted(", \"seed\": 5", ", \"seed\": 6"))
                        .pointers())
                .containsExactly("/seed");
    }

    @Test
    void theDefaultLossFollowsTheLastActivation() {
        String body = """
                {"network": {"layers": [{"type": "dense", "units": 2, "activation": "%s"}],
                             "parameters": [{"weights": [[0, 0]], "bias": [0, 0]}]}, "input": [1], "target": [0, 1]}""";
        // p = (1/2, 1/2): ln 2 for either cross entropy, and 1/2 for the squared error of (0, 0)
        assertNumbers(api.post("/traces", body.formatted("softmax")), "/steps/0/loss", Math.log(2));
        assertNumbers(api.post("/traces", body.formatted("sigmoid")), "/steps/0/loss", Math.log(2));
        assertNumbers(api.post("/traces", body.formatted("tanh")), "/steps/0/loss", 0.5);
        // adam's first step is its learning rate, whatever the gradient
        Api.Answer adam = api.post("/traces", body.formatted("softmax"));
        assertThat(adam.at("/steps/0/update/0/bias/after/1").doubleValue()).isCloseTo(0.001, within(1e-9));
    }

    /** What the OpenAPI document shows is what happens. */
    @Test
    void theExamplesOfTheDocumentWork() {
        JsonNode examples = api.get("/v3/api-docs").at("/components/examples");

        for (String name : List.of("TraceTextbook", "TraceBatch")) {
            Api.Answer answer =
                    api.post("/traces", examples.at("/" + name + "/value").toString());
            assertThat(answer.status()).as(name).isEqualTo(200);
        }
        Api.Answer textbook =
                api.post("/traces", examples.at("/TraceTextbook/value").toString());
        JsonNode shown = examples.at("/TraceTextbookAnswer/value");
        assertThat(numbers(shown)).containsExactly(numbers(textbook.json()), within(EPSILON));
        assertThat(shown.at("/steps/0/explanation")).isEqualTo(textbook.at("/steps/0/explanation"));
    }
}
