package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceNetworkTest {

    private static final double EPSILON = 1e-12;
    private static final Loss HALF_SQUARED_ERROR = new Loss.HalfSquaredError();

    /** 3-2-1, all linear: the example of {@code docs/textbook-example.md}. */
    private static ReferenceNetwork textbook() {
        NetworkSpec spec = new NetworkSpec(
                3,
                List.of(
                        new LayerSpec.Dense(2, new Activation.Linear()),
                        new LayerSpec.Dense(1, new Activation.Linear())));
        return new ReferenceNetwork(
                spec,
                List.of(
                        dense(new double[][] {{0.5, 0.5}, {0.1, 0.1}, {0, 0}}, 0.2, 0.2),
                        dense(new double[][] {{0.3}, {0.3}}, 0.1)));
    }

    private static LayerParameters.Dense gradients(BackwardPass.Layer layer) {
        return (LayerParameters.Dense) layer.gradients();
    }

    private static LayerParameters dense(double[][] weights, double... bias) {
        return new LayerParameters.Dense(weights, bias);
    }

    /** One layer over one input of 1, so that the weighted sums are the weights. */
    private static ReferenceNetwork withWeightedSums(Activation activation, double... z) {
        NetworkSpec spec = new NetworkSpec(1, List.of(new LayerSpec.Dense(z.length, activation)));
        return new ReferenceNetwork(spec, List.of(dense(new double[][] {z}, new double[z.length])));
    }

    @Test
    void textbookExampleForward() {
        ForwardPass pass = textbook().forward(new double[][] {{1, 2, 3}});

        assertThat(pass.layers().get(0).weightedSums()[0]).containsExactly(new double[] {0.9, 0.9}, within(EPSILON));
        assertThat(pass.layers().get(0).activations()[0]).containsExactly(new double[] {0.9, 0.9}, within(EPSILON));
        assertThat(pass.layers().get(1).input()[0]).containsExactly(new double[] {0.9, 0.9}, within(EPSILON));
        assertThat(pass.prediction()[0]).containsExactly(new double[] {0.64}, within(EPSILON));
        assertThat(textbook().loss(pass, HALF_SQUARED_ERROR, new double[][] {{4}}))
                .isCloseTo(5.6448, within(EPSILON));
    }

    @Test
    void textbookExampleBackward() {
        ReferenceNetwork network = textbook();
        double[][] y = {{4}};

        BackwardPass back = network.backward(network.forward(new double[][] {{1, 2, 3}}), HALF_SQUARED_ERROR, y);

        BackwardPass.Layer output = back.layers().get(1);
        assertThat(output.delta()[0]).containsExactly(new double[] {-3.36}, within(EPSILON));
        assertThat(gradients(output).weights()[0]).containsExactly(new double[] {-3.024}, within(EPSILON));
        assertThat(gradients(output).weights()[1]).containsExactly(new double[] {-3.024}, within(EPSILON));
        assertThat(gradients(output).bias()).containsExactly(new double[] {-3.36}, within(EPSILON));
        BackwardPass.Layer hidden = back.layers().get(0);
        assertThat(hidden.delta()[0]).containsExactly(new double[] {-1.008, -1.008}, within(EPSILON));
        assertThat(gradients(hidden).weights()[0]).containsExactly(new double[] {-1.008, -1.008}, within(EPSILON));
        assertThat(gradients(hidden).weights()[1]).containsExactly(new double[] {-2.016, -2.016}, within(EPSILON));
        assertThat(gradients(hidden).weights()[2]).containsExactly(new double[] {-3.024, -3.024}, within(EPSILON));
        assertThat(gradients(hidden).bias()).containsExactly(new double[] {-1.008, -1.008}, within(EPSILON));
    }

    @Test
    void textbookExampleUpdate() {
        ReferenceTrainer trainer =
                ReferenceTrainer.inRowOrder(HALF_SQUARED_ERROR, new OptimizerSpec.SgdSpec(0.1, 0), 1, 1);

        ReferenceTrainer.Result result = trainer.fit(textbook(), new double[][] {{1, 2, 3}}, new double[][] {{4}}, 1);

        assertThat(result.trainLoss()).containsExactly(new double[] {5.6448}, within(EPSILON));
        // hidden weights row by row, hidden biases, output weights, output bias
        assertThat(result.network().flat())
                .containsExactly(
                        new double[] {
                            0.6008, 0.6008, 0.3016, 0.3016, 0.3024, 0.3024, 0.3008, 0.3008, 0.6024, 0.6024, 0.436
                        },
                        within(EPSILON));
    }

    @Test
    void aBatchIsTheMeanOfItsRows() {
        ReferenceNetwork network = textbook();
        double[][] x = {{1, 2, 3}, {-1, 0, 2}};
        double[][] y = {{4}, {-2}};

        ForwardPass both = network.forward(x);
        double[] gradient = FlatParameters.flatten(
                network.backward(both, HALF_SQUARED_ERROR, y).gradients());

        double loss = 0;
        double[] mean = new double[gradient.length];
        for (int row = 0; row < 2; row++) {
            double[][] target = {y[row]};
            ForwardPass pass = network.forward(new double[][] {x[row]});
            loss += network.loss(pass, HALF_SQUARED_ERROR, target) / 2;
            double[] ofRow = FlatParameters.flatten(
                    network.backward(pass, HALF_SQUARED_ERROR, target).gradients());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += ofRow[i] / 2;
            }
        }
        assertThat(network.loss(both, HALF_SQUARED_ERROR, y)).isCloseTo(loss, within(EPSILON));
        assertThat(gradient).containsExactly(mean, within(EPSILON));
    }

    @Test
    void softmaxAndItsLossStayRightFarOut() {
        Loss loss = new Loss.CategoricalCrossEntropy();
        ReferenceNetwork network = withWeightedSums(new Activation.Softmax(), 1000, -1000, 1000);
        ForwardPass pass = network.forward(new double[][] {{1}});

        assertThat(pass.prediction()[0]).containsExactly(0.5, 0, 0.5);
        assertThat(network.loss(pass, loss, new double[][] {{1, 0, 0}})).isEqualTo(Math.log(2));
        // -ln p = 1000 + ln 2 - (-1000): p itself is 0 in double precision
        assertThat(network.loss(pass, loss, new double[][] {{0, 1, 0}})).isCloseTo(2000 + Math.log(2), within(EPSILON));
        assertThat(network.backward(pass, loss, new double[][] {{0, 1, 0}})
                        .layers()
                        .getFirst()
                        .delta()[0])
                .containsExactly(0.5, -1, 0.5);
    }

    @Test
    void sigmoidAndItsLossStayRightFarOut() {
        Loss loss = new Loss.BinaryCrossEntropy();
        ReferenceNetwork network = withWeightedSums(new Activation.Sigmoid(), 1000, -1000);
        ForwardPass pass = network.forward(new double[][] {{1}});

        assertThat(pass.prediction()[0]).containsExactly(1, 0);
        assertThat(network.loss(pass, loss, new double[][] {{1, 0}})).isZero();
        assertThat(network.loss(pass, loss, new double[][] {{0, 1}})).isEqualTo(1000);
        assertThat(network.loss(pass, loss, new double[][] {{1, 1}})).isEqualTo(500);
        assertThat(network.backward(pass, loss, new double[][] {{0, 1}})
                        .layers()
                        .getFirst()
                        .delta()[0])
                .containsExactly(0.5, -0.5);
    }

    @Test
    void squaredErrorsOfSaturatedUnitsHaveNoGradient() {
        for (Activation activation :
                List.of(new Activation.Softmax(), new Activation.Sigmoid(), new Activation.Tanh())) {
            ReferenceNetwork network = withWeightedSums(activation, 1000, -1000);
            ForwardPass pass = network.forward(new double[][] {{1}});
            BackwardPass back = network.backward(pass, new Loss.MeanSquaredError(), new double[][] {{0, 1}});

            assertThat(back.layers().getFirst().delta()[0]).containsExactly(new double[] {0, 0}, within(0.0));
        }
    }

    @Test
    void reluHasNoDerivativeAtItsKink() {
        ReferenceNetwork network = withWeightedSums(new Activation.Relu(), 0, 1, -1);
        ForwardPass pass = network.forward(new double[][] {{1}});

        assertThat(pass.prediction()[0]).containsExactly(0, 1, 0);
        assertThat(network.backward(pass, HALF_SQUARED_ERROR, new double[][] {{5, 5, 5}})
                        .layers()
                        .getFirst()
                        .delta()[0])
                .containsExactly(new double[] {0, -4, 0}, within(0.0));
    }

    @Test
    void copiesItsParameters() {
        double[][] weights = {{1, 2}};
        NetworkSpec spec = new NetworkSpec(1, List.of(new LayerSpec.Dense(2, new Activation.Linear())));
        ReferenceNetwork network = new ReferenceNetwork(spec, List.of(dense(weights, 0, 0)));

        weights[0][0] = 9;
        network.flat()[1] = 9;

        assertThat(network.forward(new double[][] {{1}}).prediction()[0]).containsExactly(1, 2);
    }

    @Test
    void refusesShapesThatDoNotFit() {
        NetworkSpec spec = new NetworkSpec(1, List.of(new LayerSpec.Dense(2, new Activation.Linear())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferenceNetwork(spec, List.of(dense(new double[][] {{1, 2}}, 0))))
                .withMessage("biases of layer 0 differ: 2 != 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> textbook().forward(new double[][] {{1, 2}}))
                .withMessage("inputs of layer 0 differ: 3 != 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> textbook()
                        .loss(textbook().forward(new double[][] {{1, 2, 3}}), HALF_SQUARED_ERROR, new double[][] {{4, 4}
                        }))
                .withMessage("outputs differ: 1 != 2");
    }
}
