package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.nn.Regularization;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The derivative of l2 * sum(w^2) + l1 * sum|w|, beside that of the loss, of reference and engine. */
class RegularizationTest {

    private static final NetworkSpec NETWORK =
            new NetworkSpec(3, List.of(dense(4, true, 0.1, 0), dense(2, false, 0, 0), dense(2, true, 0.05, 0.3)));

    private static LayerSpec dense(int units, boolean bias, double l1, double l2) {
        return new LayerSpec.Dense(
                OptionalInt.of(units), new Activation.Tanh(), bias, Initializer.GLOROT_UNIFORM, l1, l2);
    }

    @Test
    void theGradientIsThatOfLossAndPenalties() {
        Parameters parameters = Parameters.initial(NETWORK, 5);
        ReferenceNetwork network = new ReferenceNetwork(NETWORK, parameters.toList());
        double[][] x = {{1, -2, 0.5}, {0.3, 0.1, -1}};
        double[][] y = {{0.2, -0.4}, {0.9, 0.1}};
        Loss loss = new Loss.HalfSquaredError();
        double[] gradient = RegularizationMath.gradient(network, network.backward(network.forward(x), loss, y));
        float[] g = new float[gradient.length];
        new Regularization(NETWORK).addTo(g, parameters.values(), 0, g.length);
        double[] ofLoss = FlatParameters.flatten(
                network.backward(network.forward(x), loss, y).gradients());
        for (int i = 0; i < gradient.length; i++) {
            double h = 1e-5;
            double slope = (objective(network, i, h, loss, x, y) - objective(network, i, -h, loss, x, y)) / (2 * h);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(slope, within(1e-8));
            assertThat((double) g[i]).as("engine, parameter %d", i).isCloseTo(gradient[i] - ofLoss[i], within(1e-6));
        }
    }

    private static double objective(ReferenceNetwork network, int i, double h, Loss loss, double[][] x, double[][] y) {
        double[] w = network.flat();
        w[i] += h;
        ReferenceNetwork moved = network.with(w);
        return moved.loss(moved.forward(x), loss, y) + RegularizationMath.penalty(moved);
    }

    @Test
    void aWeightOfZeroIsNotPushedByL1() {
        NetworkSpec spec = new NetworkSpec(1, List.of(dense(1, false, 0.5, 0.5)));
        float[] g = {0};
        new Regularization(spec).addTo(g, new float[] {0}, 0, 1);
        assertThat(g).containsExactly(0f);
    }
}
