package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.math.RandomStream.Purpose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

    /** Drawn one by one, and where the stream then stands. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0x1p-53, 0.1, 0.25, 0.5, 0.9999})
    void aMaskIsWhatItsNumbersSay(double rate) {
        RandomStream together = new RandomStream(7, Purpose.DROPOUT, 3);
        RandomStream alone = new RandomStream(7, Purpose.DROPOUT, 3);
        for (int count : new int[] {0, 1, 15, 1000}) {
            float[] mask = new float[count + 1];
            together.fillMask(mask, count, rate, 1.25f);
            for (int i = 0; i < count; i++) {
                assertThat(mask[i]).isEqualTo(alone.nextDouble() < rate ? 0f : 1.25f);
            }
            assertThat(mask[count]).isZero();
        }
        assertThat(together.nextLong()).isEqualTo(alone.nextLong());
    }
}
