package dev.chainrule.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a unit that has died leaves in an optimizer fades to 0, and not into denormal numbers, which halve the speed of a training. */
class DenormalsTest {

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                new OptimizerSpec.SgdSpec(0.1, 0.9),
                new OptimizerSpec.SgdSpec(0.1, 0.9, true, WeightDecay.NONE),
                new OptimizerSpec.AdamSpec(0.01),
                new OptimizerSpec.NadamSpec(0.01, Moments.DEFAULT, WeightDecay.NONE),
                new OptimizerSpec.AdamaxSpec(0.01, Moments.DEFAULT, WeightDecay.NONE),
                new OptimizerSpec.RmspropSpec(0.01, 0.9, 1e-8, 0.9, WeightDecay.NONE),
                new OptimizerSpec.AdagradSpec(0.01, 1e-10, WeightDecay.NONE),
                new OptimizerSpec.AdadeltaSpec(1, 0.9, 1e-6, WeightDecay.NONE),
                new OptimizerSpec.LionSpec(0.001, 0.9, 0.99, WeightDecay.NONE));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void whatFadesNeverBecomesDenormal(OptimizerSpec spec) {
        float[] w = new float[19];
        float[] g = new float[19];
        for (int i = 0; i < g.length; i++) {
            g[i] = (i - 9) * 1e-14f;
        }
        Optimizer optimizer = spec.build(g.length, new int[] {0, g.length});
        optimizer.step(w, g, spec.learningRate(), 1);
        Arrays.fill(g, 0f);
        // 0.999^t of 1e-30 is denormal after some 18,000 updates
        for (int t = 2; t < 30_000; t++) {
            optimizer.step(w, g, spec.learningRate(), t);
            for (float[] values : optimizer.state()) {
                for (float value : values) {
                    if (value != 0 && Math.abs(value) < Float.MIN_NORMAL) {
                        assertThat(value).as("after update %d", t).isZero();
                    }
                }
            }
        }
    }
}
