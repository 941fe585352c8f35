package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.optim.OptimizerSpec;
import org.junit.jupiter.api.Test;

/** Each optimizer against a table of literal steps of one parameter that starts at 1. */
class ReferenceOptimizerTest {

    private static final double EPSILON = 1e-15;

    @Test
    void sgd() {
        // w - 0.1 g
        assertSteps(new OptimizerSpec.SgdSpec(0.1, 0), new double[][] {{1, 0.9}, {2, 0.7}, {-1, 0.8}, {0, 0.8}});
    }

    @Test
    void sgdWithMomentum() {
        // v: 1, 0.5 + 2 = 2.5, 1.25 - 1 = 0.25, 0.125
        assertSteps(
                new OptimizerSpec.SgdSpec(0.1, 0.5), new double[][] {{1, 0.9}, {2, 0.65}, {-1, 0.625}, {0, 0.6125}});
    }

    @Test
    void adam() {
        // decimal arithmetic with 50 digits; the first step is lr g / (|g| + eps)
        assertSteps(new OptimizerSpec.AdamSpec(0.1), new double[][] {
            {0.5, 0.900000002},
            {-1, 0.9366103542405656},
            {2, 0.8946447927181048},
            {0, 0.8602691582840684}
        });
    }

    @Test
    void adamWithSettingsThatShow() {
        // t = 1: M = 1/4, V = 1/16, corrected 1/2 and 1/4: 1 - 1/2 * (1/2) / (1/2 + 1/4) = 2/3
        // t = 2: M = 1/8 - 1/2 = -3/8, V = 3/64 + 1/4 = 19/64, corrected -1/2 and 19/28
        assertSteps(
                new OptimizerSpec.AdamSpec(0.5, 0.5, 0.75, 0.25),
                new double[][] {{0.5, 0.6666666666666666}, {-1, 0.8994945679614723}, {2, 0.6270675929548344}});
    }

    @Test
    void remembersEachParameterByItself() {
        ReferenceOptimizer optimizer = new ReferenceOptimizer(new OptimizerSpec.AdamSpec(0.1, 0.5, 0.75, 1e-8), 2);
        double[] w = {0, 0};

        optimizer.step(w, new double[] {1, 4}, 0.1);

        assertThat(optimizer.updates()).isEqualTo(1);
        assertThat(optimizer.state()).isDeepEqualTo(new double[][] {{0.5, 2}, {0.25, 4}});
    }

    /** @param steps gradient, and the parameter after the step */
    private static void assertSteps(OptimizerSpec spec, double[][] steps) {
        ReferenceOptimizer optimizer = new ReferenceOptimizer(spec, 1);
        double[] w = {1};
        for (double[] step : steps) {
            optimizer.step(w, new double[] {step[0]}, spec.learningRate());
            assertThat(w[0]).as("after update %d", optimizer.updates()).isCloseTo(step[1], within(EPSILON));
        }
    }
}
