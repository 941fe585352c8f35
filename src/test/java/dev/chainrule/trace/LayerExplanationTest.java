package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How layers without weighted sums are explained. */
class LayerExplanationTest {

    @Test
    void layerNormalizationAndDropout() {
        // mean 2, variance 1, so n = (-1, 1)/sqrt(1 + 3), z = 2 n + 1
        assertThat(ExplanationTest.explain(1, """
                {"network": {"layers": [{"type": "dense", "units": 2, "bias": false},
                                        {"type": "layer_normalization", "epsilon": 3},
                                        {"type": "dropout", "rate": 0.5},
                                        {"type": "dense", "units": 1, "bias": false}],
                             "parameters": [{"weights": [[1, 3]]}, {"scale": [2, 2], "shift": [1, 1]},
                                            {"weights": [[1], [2]]}]},
                 "loss": "half_squared_error", "optimizer": {"type": "sgd", "learningRate": 1},
                 "input": [1], "target": [3]}"""))
                .containsExactly(
                        "z[0][0] = 1*1 = 1",
                        "z[0][1] = 1*3 = 3",
                        "a[0][0] = linear(1) = 1",
                        "a[0][1] = linear(3) = 3",
                        "mean[1] = (1 + 3)/2 = 2",
                        "variance[1] = ((1 - 2)^2 + (3 - 2)^2)/2 = 1",
                        "z[1][0] = (1 - 2)/sqrt(1 + 3)*2 + 1 = 0",
                        "z[1][1] = (3 - 2)/sqrt(1 + 3)*2 + 1 = 2",
                        "a[1][0] = linear(0) = 0",
                        "a[1][1] = linear(2) = 2",
                        "layer 2: dropout is off in a trace, a = x = [0, 2]",
                        "z[3][0] = 0*1 + 2*2 = 4",
                        "a[3][0] = linear(4) = 4",
                        "prediction = 4",
                        "loss = 1/2 * (3 - 4)^2 = 0.5",
                        "delta[3][0] = dLoss/dz = 4 - 3 = 1",
                        "dLoss/dw[3][0][0] = 1*0 = 0",
                        "dLoss/dw[3][1][0] = 1*2 = 2",
                        "delta[2][0] = dLoss/dz = 1*1 = 1",
                        "delta[2][1] = dLoss/dz = 1*2 = 2",
                        "delta[1][0] = dLoss/dz = 1 = 1",
                        "delta[1][1] = dLoss/dz = 2 = 2",
                        "dLoss/dscale[1][0] = 1*(-0.5) = -0.5",
                        "dLoss/dscale[1][1] = 2*0.5 = 1",
                        "dLoss/dshift[1][0] = 1",
                        "dLoss/dshift[1][1] = 2",
                        "layer 1: dLoss/dx = (h - mean(h) - n*mean(h*n))/sqrt(variance + epsilon), with h = dLoss/dz*scale,"
                                + " n = (x - mean)/sqrt(variance + epsilon), mean over the units of a row",
                        // h = (2, 4), h n = (-1, 2)
                        "delta[0][0] = dLoss/dz = (2 - 3 - (-0.5)*0.5)/sqrt(1 + 3) = -0.375",
                        "delta[0][1] = dLoss/dz = (4 - 3 - 0.5*0.5)/sqrt(1 + 3) = 0.375",
                        "dLoss/dw[0][0][0] = -0.375*1 = -0.375",
                        "dLoss/dw[0][0][1] = 0.375*1 = 0.375",
                        "w[0][0][0] = 1 - 1*(-0.375) = 1.375",
                        "w[0][0][1] = 3 - 1*0.375 = 2.625",
                        "scale[1][0] = 2 - 1*(-0.5) = 2.5",
                        "scale[1][1] = 2 - 1*1 = 1",
                        "shift[1][0] = 1 - 1*1 = 0",
                        "shift[1][1] = 1 - 1*2 = -1",
                        "w[3][0][0] = 1 - 1*0 = 1",
                        "w[3][1][0] = 2 - 1*2 = 0");
    }

    @Test
    void batchNormalization() {
        // mean 2, variance 1, so n = (-1, 1)/sqrt(1 + 3), z = 2 n + 1
        String request = """
                {"network": {"layers": [{"type": "batch_normalization", "epsilon": 3},
                                        {"type": "dense", "units": 1, "bias": false}],
                             "parameters": [{"scale": [2], "shift": [1], "mean": [0], "variance": [1]},
                                            {"weights": [[1]]}]},
                 "loss": "half_squared_error", "optimizer": {"type": "sgd", "learningRate": 1},""";
        assertThat(ExplanationTest.explain(1, request + "\"inputs\": [[1], [3]], \"targets\": [[2], [2]]}"))
                .containsExactly(
                        "a batch of 2 rows: row 0 is explained here; gradients are sums over all rows",
                        "mean[0][0] = (1 + 3)/2 = 2",
                        "variance[0][0] = ((1 - 2)^2 + (3 - 2)^2)/2 = 1",
                        "z[0][0] = (1 - 2)/sqrt(1 + 3)*2 + 1 = 0",
                        "a[0][0] = linear(0) = 0",
                        "z[1][0] = 0*1 = 0",
                        "a[1][0] = linear(0) = 0",
                        "prediction = 0",
                        "loss of row 0 = 1/2 * (2 - 0)^2 = 2",
                        "loss = mean of the losses of the 2 rows = 1",
                        "delta[1][0] = dLoss/dz = (0 - 2)/2 = -1",
                        "dLoss/dw[1][0][0] = -1*0 + 0*2 = 0",
                        "delta[0][0] = dLoss/dz = -1*1 = -1",
                        "dLoss/dscale[0][0] = -1*(-0.5) + 0*0.5 = 0.5",
                        "dLoss/dshift[0][0] = -1 + 0 = -1",
                        "scale[0][0] = 2 - 1*0.5 = 1.5",
                        "shift[0][0] = 1 - 1*(-1) = 2",
                        "running mean[0][0] = (1 - 0.1)*0 + 0.1*2 = 0.2",
                        "layer 0: the running variance takes the unbiased one, 2/1 times that of the batch",
                        "running variance[0][0] = (1 - 0.1)*1 + 0.1*2 = 1.1",
                        "w[1][0][0] = 1 - 1*0 = 1");
        assertThat(ExplanationTest.explain(1, request + "\"input\": [7], \"target\": [1]}"))
                .contains(
                        "z[0][0] = (7 - 7)/sqrt(0 + 3)*2 + 1 = 1",
                        "layer 0: a batch of one row leaves the running mean and variance as they are")
                .last()
                .isEqualTo("w[1][0][0] = 1 - 1*0 = 1");
    }
}
