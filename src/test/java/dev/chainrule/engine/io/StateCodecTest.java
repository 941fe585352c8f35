package dev.chainrule.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.train.TrainingSpec;
import dev.chainrule.engine.train.TrainingState;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Whatever is done to stored bytes, they are refused rather than misread. */
class StateCodecTest {

    private static final OptimizerSpec ADAM = new OptimizerSpec.AdamSpec(0.1);

    private static TrainingState state(int units, OptimizerSpec optimizer) {
        NetworkSpec network = new NetworkSpec(2, List.of(new LayerSpec.Dense(units, new Activation.Linear())));
        return TrainingState.initial(
                network,
                new TrainingSpec(1, 1, true, 9, new Loss.MeanSquaredError(), optimizer, OptionalDouble.empty()));
    }

    @Test
    void everySingleDamagedByteIsNoticed() {
        byte[] stored = StateCodec.encode(state(3, ADAM), 0);
        for (int i = 0; i < stored.length; i++) {
            byte[] damaged = stored.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> StateCodec.decode(damaged, state(3, ADAM), 0))
                    .isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void everyCutIsNoticed() {
        byte[] stored = StateCodec.encode(state(3, ADAM), 0);
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> StateCodec.decode(cut, state(3, ADAM), 0))
                    .isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void aStateOfAnotherNetworkOptimizerOrMemberIsRefused() {
        byte[] stored = StateCodec.encode(state(3, ADAM), 0);
        assertThatThrownBy(() -> StateCodec.decode(stored, state(4, ADAM), 0)).hasMessageContaining("length");
        assertThatThrownBy(() -> StateCodec.decode(stored, state(3, new OptimizerSpec.SgdSpec(0.1, 0.9)), 0))
                .hasMessageContaining("optimizer");
        assertThatThrownBy(() -> StateCodec.decode(stored, state(3, ADAM), 1)).hasMessageContaining("member");
    }

    @Test
    void floatsKeepTheirBits() {
        float[] values = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f};
        assertThat(FloatCodec.encode(FloatCodec.decode(FloatCodec.encode(values), 5)))
                .isEqualTo(FloatCodec.encode(values));
        assertThatThrownBy(() -> FloatCodec.decode(new byte[19], 5)).isInstanceOf(CorruptStateException.class);
    }
}
