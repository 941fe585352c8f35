package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReferenceTrainerTest {

    private static final Loss LOSS = new Loss.HalfSquaredError();
    private static final OptimizerSpec OPTIMIZER = new OptimizerSpec.SgdSpec(0.5, 0);
    private static final double[][] X = {{1}, {1}, {2}};
    private static final double[][] Y = {{2}, {4}, {1}};

    /** p = w x with w = 1. */
    private static ReferenceNetwork line() {
        LayerSpec layer =
                new LayerSpec.Dense(OptionalInt.of(1), new Activation.Linear(), false, Initializer.GLOROT_UNIFORM);
        LayerParameters parameters = new LayerParameters.Dense(new double[][] {{1}}, new double[0]);
        return new ReferenceNetwork(new NetworkSpec(1, List.of(layer)), List.of(parameters));
    }

    @Test
    void aSmallerLastBatchCountsByItsRows() {
        // batch 1: errors -1 and -3, loss (1/2 + 9/2) / 2 = 5/2, gradient -2, w = 1 + 1 = 2
        // batch 2: p = 4, error 3, loss 9/2, gradient 3 * 2 = 6, w = 2 - 3 = -1
        ReferenceTrainer.Result result =
                ReferenceTrainer.inRowOrder(LOSS, OPTIMIZER, 2, 3).fit(line(), X, Y, 1);

        assertThat(result.trainLoss()).containsExactly(new double[] {(2 * 2.5 + 4.5) / 3}, within(1e-15));
        assertThat(result.learningRate()).containsExactly(0.5);
        assertThat(result.network().flat()).containsExactly(-1);
    }

    @Test
    void takesTheRowsInTheOrderOfTheEpoch() {
        int[][] orders = {{2, 0, 1}, {1, 2, 0}};

        ReferenceTrainer.Result ordered =
                new ReferenceTrainer(LOSS, OPTIMIZER, 1, epoch -> orders[epoch]).fit(line(), X, Y, 2);

        // row 2: p = 2, error 1, w = 1 - 1/2 * 2 = 0; row 0: error -2, w = 1; row 1: error -3, w = 5/2
        // row 1: error -3/2, w = 13/4; row 2: p = 13/2, error 11/2, w = 13/4 - 11/2 = -9/4; row 0: error -17/4, w =
        // -1/8
        assertThat(ordered.trainLoss())
                .containsExactly(new double[] {(1 + 4 + 9) / 2.0 / 3, (2.25 + 30.25 + 18.0625) / 2 / 3}, within(1e-14));
        assertThat(ordered.network().flat()).containsExactly(-0.125);
    }
}
