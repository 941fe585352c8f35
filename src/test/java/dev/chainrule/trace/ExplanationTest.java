package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExplanationTest {

    static List<String> explain(int step, String json) {
        Trace trace = new TraceService()
                .trace(TraceRequestReader.read(JsonMapper.shared().readTree(json), null));
        return trace.steps().get(step - 1).explanation();
    }

    @Test
    void textbookExample() {
        assertThat(explain(1, Requests.TEXTBOOK))
                .containsExactly(
                        "z[0][0] = 1*0.5 + 2*0.1 + 3*0 + 0.2 = 0.9",
                        "z[0][1] = 1*0.5 + 2*0.1 + 3*0 + 0.2 = 0.9",
                        "a[0][0] = linear(0.9) = 0.9",
                        "a[0][1] = linear(0.9) = 0.9",
                        "z[1][0] = 0.9*0.3 + 0.9*0.3 + 0.1 = 0.64",
                        "a[1][0] = linear(0.64) = 0.64",
                        "prediction = 0.64",
                        "loss = 1/2 * (4 - 0.64)^2 = 5.6448",
                        "delta[1][0] = dLoss/dz = 0.64 - 4 = -3.36",
                        "dLoss/dw[1][0][0] = -3.36*0.9 = -3.024",
                        "dLoss/dw[1][1][0] = -3.36*0.9 = -3.024",
                        "dLoss/db[1][0] = -3.36",
                        "delta[0][0] = dLoss/dz = -3.36*0.3 = -1.008",
                        "delta[0][1] = dLoss/dz = -3.36*0.3 = -1.008",
                        "dLoss/dw[0][0][0] = -1.008*1 = -1.008",
                        "dLoss/dw[0][0][1] = -1.008*1 = -1.008",
                        "dLoss/dw[0][1][0] = -1.008*2 = -2.016",
                        "dLoss/dw[0][1][1] = -1.008*2 = -2.016",
                        "dLoss/dw[0][2][0] = -1.008*3 = -3.024",
                        "dLoss/dw[0][2][1] = -1.008*3 = -3.024",
                        "dLoss/db[0][0] = -1.008",
                        "dLoss/db[0][1] = -1.008",
                        "w[0][0][0] = 0.5 - 0.1*(-1.008) = 0.6008",
                        "w[0][0][1] = 0.5 - 0.1*(-1.008) = 0.6008",
                        "w[0][1][0] = 0.1 - 0.1*(-2.016) = 0.3016",
                        "w[0][1][1] = 0.1 - 0.1*(-2.016) = 0.3016",
                        "w[0][2][0] = 0 - 0.1*(-3.024) = 0.3024",
                        "w[0][2][1] = 0 - 0.1*(-3.024) = 0.3024",
                        "b[0][0] = 0.2 - 0.1*(-1.008) = 0.3008",
                        "b[0][1] = 0.2 - 0.1*(-1.008) = 0.3008",
                        "w[1][0][0] = 0.3 - 0.1*(-3.024) = 0.6024",
                        "w[1][1][0] = 0.3 - 0.1*(-3.024) = 0.6024",
                        "b[1][0] = 0.1 - 0.1*(-3.36) = 0.436");
    }

    @Test
    void aBatchExplainsItsFirstRowAndSumsOverAll() {
        // p = 2 w: errors -3 and 1 - 2 = -1 of the mean over two rows
        List<String> lines = explain(1, """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false}],
                             "parameters": [{"weights": [[1]]}]},
                 "loss": "half_squared_error", "optimizer": {"type": "sgd", "learningRate": 1},
                 "inputs": [[2], [1]], "targets": [[5], [2]]}""");

        assertThat(lines)
                .containsExactly(
                        "a batch of 2 rows: row 0 is explained here; gradients are sums over all rows",
                        "z[0][0] = 2*1 = 2",
                        "a[0][0] = linear(2) = 2",
                        "prediction = 2",
                        "loss of row 0 = 1/2 * (5 - 2)^2 = 4.5",
                        "loss = mean of the losses of the 2 rows = 2.5",
                        "delta[0][0] = dLoss/dz = (2 - 5)/2 = -1.5",
                        "dLoss/dw[0][0][0] = -1.5*2 + (-0.5)*1 = -3.5",
                        "w[0][0][0] = 1 - 1*(-3.5) = 4.5");
    }

    @Test
    void aSlopedReluAndHuberAreWrittenOut() {
        // z = -2, a = -0.02 = p; d = -3.02 is beyond delta
        assertThat(explain(1, """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false, "activation": "leaky_relu"},
                                        {"type": "dense", "units": 1, "bias": false}],
                             "parameters": [{"weights": [[-2]]}, {"weights": [[1]]}]},
                 "loss": {"type": "huber", "delta": 2}, "optimizer": {"type": "sgd", "learningRate": 1},
                 "input": [1], "target": [3]}"""))
                .containsExactly(
                        "z[0][0] = 1*(-2) = -2",
                        "a[0][0] = leaky_relu(-2) = 0.01*(-2) = -0.02",
                        "z[1][0] = -0.02*1 = -0.02",
                        "a[1][0] = linear(-0.02) = -0.02",
                        "prediction = -0.02",
                        "loss = 2*(|-0.02 - 3| - 1) = 4.04",
                        "delta[1][0] = dLoss/dz = -2 = -2",
                        "dLoss/dw[1][0][0] = -2*(-0.02) = 0.04",
                        "layer 0: dLoss/dz = dLoss/da * leaky_relu'(z), which is 1 where z > 0, else 0.01",
                        "delta[0][0] = dLoss/dz = (-2*1) * 0.01 = -0.02",
                        "dLoss/dw[0][0][0] = -0.02*1 = -0.02",
                        "w[0][0][0] = -2 - 1*(-0.02) = -1.98",
                        "w[1][0][0] = 1 - 1*0.04 = 0.96");
    }

    @Test
    void labelSmoothingIsExplained() {
        assertThat(explain(1, """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false, "activation": "sigmoid"}],
                             "parameters": [{"weights": [[0]]}]},
                 "loss": {"type": "binary_cross_entropy", "labelSmoothing": 0.2},
                 "optimizer": {"type": "sgd", "learningRate": 1}, "input": [1], "target": [1]}"""))
                .contains(
                        "label smoothing: y stands for (1 - 0.2)*y + 0.2/2",
                        "delta[0][0] = dLoss/dz = 0.5 - 0.9 = -0.4");
    }

    @Test
    void momentumAndAdamTellWhatTheyRemember() {
        // p = w, so g = w - 0; momentum: w = 1, v = 1; w = 0.5, v = 0.5 + 0.5
        String network = """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false}],
                             "parameters": [{"weights": [[1]]}]},
                 "loss": "half_squared_error", "input": [1], "target": [0], "steps": 2, "optimizer":""";

        String momentum = network + "{\"type\": \"sgd\", \"learningRate\": 0.5, \"momentum\": 0.5}}";
        assertThat(explain(1, momentum)).last().isEqualTo("v = 1; w[0][0][0] = 1 - 0.5*1 = 0.5");
        assertThat(explain(2, momentum)).last().isEqualTo("v = 0.5*1 + 0.5 = 1; w[0][0][0] = 0.5 - 0.5*1 = 0");

        String adam = network + "{\"type\": \"adam\", \"learningRate\": 0.5}}";
        assertThat(explain(1, adam))
                .last()
                .isEqualTo("M = 0.9*0 + (1 - 0.9)*1 = 0.1; V = 0.999*0 + (1 - 0.999)*1^2 = 0.001; w[0][0][0] = 1 - 0.5"
                        + " * (0.1/(1 - 0.9^1)) / (sqrt(0.001/(1 - 0.999^1)) + 1e-8) = 0.5");
        assertThat(explain(2, adam))
                .last()
                .asString()
                .startsWith("M = 0.9*0.1 + (1 - 0.9)*0.5 = 0.14; V = 0.999*0.001 + (1 - 0.999)*0.5^2 = 0.001249; ")
                .contains(" = 0.5 - 0.5 * (0.14/(1 - 0.9^2)) / (sqrt(0.001249/(1 - 0.999^2)) + 1e-8) = ");
    }

    @Test
    void everyActivationNamesItsDerivative() {
        // z = 0 in both layers, so tanh' = 1, sigmoid' = 1/4, relu' = 0
        assertThat(explain(1, hidden("tanh")))
                .contains(
                        "a[0][0] = tanh(0) = 0",
                        "layer 0: dLoss/dz = dLoss/da * tanh'(z), which is 1 - a^2",
                        "delta[0][0] = dLoss/dz = (-1*2) * (1 - 0^2) = -2");
        assertThat(explain(1, hidden("relu")))
                .contains(
                        "a[0][0] = relu(0) = max(0, 0) = 0",
                        "layer 0: dLoss/dz = dLoss/da * relu'(z), which is 1 where z > 0, else 0",
                        "delta[0][0] = dLoss/dz = (-1*2) * 0 = 0");
        assertThat(explain(1, hidden("sigmoid")))
                .contains(
                        "a[0][0] = sigmoid(0) = 1 / (1 + e^0) = 0.5",
                        "layer 0: dLoss/dz = dLoss/da * sigmoid'(z), which is a*(1 - a)",
                        "delta[0][0] = dLoss/dz = (0*2) * 0.5*(1 - 0.5) = 0");
    }

    /** One input of 1, weights 0 and 2, target 1. */
    private static String hidden(String activation) {
        return """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false, "activation": "%s"},
                                        {"type": "dense", "units": 1, "bias": false}],
                             "parameters": [{"weights": [[0]]}, {"weights": [[2]]}]},
                 "loss": "half_squared_error", "optimizer": "sgd", "input": [1], "target": [1]}""".formatted(activation);
    }

    @Test
    void crossEntropiesStayTrueFarOut() {
        assertThat(explain(1, last("softmax", "categorical_cross_entropy")))
                .contains(
                        "loss = -(0*ln(1) + 1*(-1000 - ln(e^1000 + e^(-1000)))) = 2000",
                        "layer 0: softmax and categorical_cross_entropy together: dLoss/dz = p - y",
                        "delta[0][1] = dLoss/dz = 0 - 1 = -1");
        assertThat(explain(1, last("sigmoid", "binary_cross_entropy")))
                .contains(
                        "loss = mean of -(y*ln(p) + (1 - y)*ln(1 - p)) = mean of ln(1 + e^z) - y*z = "
                                + "1/2 * (ln(1 + e^1000) - 0*1000 + ln(1 + e^(-1000)) - 1*(-1000)) = 1000",
                        "layer 0: sigmoid and binary_cross_entropy together: dLoss/dz = (p - y)/2",
                        "delta[0][1] = dLoss/dz = (0 - 1)/2 = -0.5");
    }

    @Test
    void aSquaredErrorGoesThroughTheSoftmax() {
        assertThat(explain(1, last("softmax", "mean_squared_error")))
                .contains(
                        "loss = 1/2 * ((1 - 0)^2 + (0 - 1)^2) = 1",
                        "dLoss/da[0][0] = 2*(1 - 0)/2 = 1",
                        "delta[0][0] = dLoss/dz = 1*(1 - (1*1 + 0*(-1))) = 0");
    }

    /** Weighted sums of 1000 and -1000, targets 0 and 1. */
    private static String last(String activation, String loss) {
        return """
                {"network": {"layers": [{"type": "dense", "units": 2, "activation": "%s"}],
                             "parameters": [{"weights": [[1000, -1000]], "bias": [0, 0]}]},
                 "loss": "%s", "optimizer": "sgd", "input": [1], "target": [0, 1]}""".formatted(activation, loss);
    }

    @Test
    void aWideNetworkIsExplainedInPart() {
        // 20 * 60 + 60 + 60 * 1 + 1 = 1321 parameters
        List<String> lines = explain(1, """
                {"network": {"layers": [{"type": "dense", "units": 60, "activation": "tanh"}, {"type": "dense", "units": 1}]},
                 "seed": 3, "input": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
                 "target": [1]}""");

        assertThat(lines).hasSize(3 * Explanation.MOST_LINES + 2).hasSizeLessThanOrEqualTo(200);
        assertThat(lines.getFirst()).contains(" + ... + ");
        // forward 60 + 60 + 1 + 1 + 1, backward 1 + 60 + 1 + 1 + 60 + 1200 + 60, update 1321
        assertThat(lines)
                .last()
                .isEqualTo("... and 2683 more lines like these: forward 75, backward 1335, update 1273");
    }
}
