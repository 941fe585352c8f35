package dev.chainrule.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chainrule.engine.data.EncodedRows;
import dev.chainrule.engine.math.RowEncoding;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A network that is fed with encoded rows computes what it computes of their features. */
class EncodedNetworkTest {

    private static final int ROWS = 40;

    private static NetworkSpec spec(int inputs, boolean bias) {
        return new NetworkSpec(
                inputs,
                List.of(
                        new LayerSpec.Dense(
                                OptionalInt.of(21), new Activation.Tanh(), bias, Initializer.GLOROT_UNIFORM),
                        new LayerSpec.Dense(9, new UnitActivation.Silu()),
                        new LayerSpec.Dense(3, new Activation.Softmax())));
    }

    private static float[] gradient(Network network, float[] parameters, float[] x, EncodedRows rows) {
        Workspace workspace = Workspace.forTraining(network, ROWS);
        System.arraycopy(x, 0, workspace.x(), 0, x.length);
        System.arraycopy(rows.y(), 0, workspace.y(), 0, rows.y().length);
        Loss loss = new Loss.CategoricalCrossEntropy();
        network.forwardTraining(parameters, workspace, ROWS, 1, 1);
        network.loss(loss, workspace, RowWeights.NONE, ROWS);
        network.backward(loss, parameters, workspace, ROWS, GradientUse.NONE);
        return workspace.gradient();
    }

    @Test
    void theGradientIsThatOfTheFeatures() {
        EncodedRows rows = EncodedRows.random(ROWS, 3, 2, new int[] {5, 1, 12}, new int[] {4, 1});
        for (boolean bias : new boolean[] {true, false}) {
            NetworkSpec spec = spec(rows.encoding().features(), bias);
            float[] parameters = Parameters.initial(spec, 3).values();
            float[] encoded = gradient(new Network(spec, rows.encoding()), parameters, rows.x(), rows);
            float[] plain = gradient(new Network(spec), parameters, rows.features(), rows);
            for (int i = 0; i < plain.length; i++) {
                assertThat(encoded[i]).as("parameter %d", i).isCloseTo(plain[i], Offset.offset(2e-6f));
            }
        }
    }

    /** In doubles a difference of 1e-3 would be coarse; the gradient of a float network is known no better. */
    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        EncodedRows rows = EncodedRows.random(ROWS, 3, 2, new int[] {5, 3}, new int[] {4, 1});
        NetworkSpec spec = spec(rows.encoding().features(), true);
        Network network = new Network(spec, rows.encoding());
        float[] parameters = Parameters.initial(spec, 3).values();
        float[] gradient = gradient(network, parameters, rows.x(), rows);
        float step = 1 / 128f;
        for (int i = 0; i < rows.encoding().features() * 21; i += 5) {
            float before = parameters[i];
            parameters[i] = before + step;
            double above = loss(network, parameters, rows);
            parameters[i] = before - step;
            double below = loss(network, parameters, rows);
            parameters[i] = before;
            assertThat((above - below) / (2 * step)).as("parameter %d", i).isCloseTo(gradient[i], Offset.offset(3e-5));
        }
    }

    private static double loss(Network network, float[] parameters, EncodedRows rows) {
        Workspace workspace = Workspace.forPrediction(network, ROWS);
        System.arraycopy(rows.x(), 0, workspace.x(), 0, rows.x().length);
        System.arraycopy(rows.y(), 0, workspace.y(), 0, rows.y().length);
        network.forward(parameters, workspace, ROWS);
        return network.loss(new Loss.CategoricalCrossEntropy(), workspace, RowWeights.NONE, ROWS) / ROWS;
    }

    @Test
    void onlyAFirstDenseLayerTakesEncodedRows() {
        RowEncoding encoding =
                EncodedRows.random(1, 1, 0, new int[] {}, new int[] {4}).encoding();
        NetworkSpec dropout = new NetworkSpec(
                4, List.of(new LayerSpec.Dropout(0.5), new LayerSpec.Dense(1, new Activation.Linear())));
        assertThat(Network.takesEncoded(spec(4, true))).isTrue();
        assertThat(Network.takesEncoded(dropout)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(dropout, encoding))
                .withMessageContaining("encoded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(spec(5, true), encoding))
                .withMessageContaining("4 features");
    }
}
