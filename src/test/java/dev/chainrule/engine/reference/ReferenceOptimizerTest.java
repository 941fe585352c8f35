package dev.chainrule.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.Optimizer;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.WeightDecay;
import org.junit.jupiter.api.Test;

/** Each optimizer, of the reference and of the engine, against a table of literal steps of one parameter that starts at 1. */
class ReferenceOptimizerTest {

    private static final double EPSILON = 1e-15;

    /** A few roundings of float32 in each step. */
    private static final double FLOAT_EPSILON = 1e-6;

    /** Settings that show, each of them, in every step. */
    private static final Moments SHOWING = new Moments(0.5, 0.75, 0.25);

    private static final WeightDecay QUARTER = new WeightDecay(0.25, true);

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
    void sgdWithNesterovsMomentum() {
        // v: 0.5, -0.75, 1.625, 0.8125; steps along g + v/2: 0.75, -1.375, 2.8125, 0.40625
        assertSteps(
                new OptimizerSpec.SgdSpec(0.1, 0.5, true, WeightDecay.NONE),
                new double[][] {{0.5, 0.925}, {-1, 1.0625}, {2, 0.78125}, {0, 0.740625}});
    }

    @Test
    void sgdWithWeightDecay() {
        // g + w/4: 0.75, -0.76875, ...; v: 0.75, -0.39375
        assertSteps(
                new OptimizerSpec.SgdSpec(0.1, 0.5, false, QUARTER),
                new double[][] {{0.5, 0.925}, {-1, 0.964375}, {2, 0.759953125}, {0, 0.638743359375}});
    }

    // from here on by decimal arithmetic with 50 digits

    @Test
    void adam() {
        // the first step is lr g / (|g| + eps)
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
                new OptimizerSpec.AdamSpec(0.5, SHOWING, WeightDecay.NONE),
                new double[][] {{0.5, 0.6666666666666666}, {-1, 0.8994945679614723}, {2, 0.6270675929548344}});
    }

    @Test
    void adamWithWeightDecay() {
        assertSteps(new OptimizerSpec.AdamSpec(0.5, SHOWING, QUARTER), new double[][] {
            {0.5, 0.625},
            {-1, 0.7731169571208301},
            {2, 0.46467865719562595},
            {0, 0.2696472597475864}
        });
    }

    @Test
    void adamw() {
        // t = 1: 1 * (1 - 1/2 * 1/4) - 1/3 = 13/24
        assertSteps(new OptimizerSpec.AdamWSpec(0.5, SHOWING, QUARTER), new double[][] {
            {0.5, 0.5416666666666666},
            {-1, 0.706786234628139},
            {2, 0.3460109802929837},
            {0, 0.14889895001590026}
        });
    }

    @Test
    void nadam() {
        assertSteps(new OptimizerSpec.NadamSpec(0.5, SHOWING, WeightDecay.NONE), new double[][] {
            {0.5, 0.6222062581745577},
            {-1, 1.0390730998552355},
            {2, 0.5322129307945138},
            {0, 0.4960870437876797}
        });
        assertSteps(new OptimizerSpec.NadamSpec(0.1, Moments.DEFAULT, WeightDecay.NONE), new double[][] {
            {0.5, 0.8943548242773647},
            {-1, 0.9850105723988083},
            {2, 0.8882413945995792},
            {0, 0.8828169094366476}
        });
    }

    @Test
    void adamax() {
        // t = 1: M = 1/4, U = 1/2 + 1/4: 1 - 1 * (1/4) / (3/4)
        assertSteps(new OptimizerSpec.AdamaxSpec(0.5, SHOWING, WeightDecay.NONE), new double[][] {
            {0.5, 0.6666666666666666},
            {-1, 0.8666666666666667},
            {2, 0.6603174603174603},
            {0, 0.5319223985890652}
        });
    }

    @Test
    void rmsprop() {
        // t = 1: V = 1/16, q = (1/2) / (1/4 + 1/4)
        assertSteps(new OptimizerSpec.RmspropSpec(0.5, 0.75, 0.25, 0, WeightDecay.NONE), new double[][] {
            {0.5, 0.5}, {-1, 1.129039718277513}, {2, 0.39143400714193677}, {0, 0.39143400714193677}
        });
        assertSteps(new OptimizerSpec.RmspropSpec(0.5, 0.75, 0.25, 0.5, WeightDecay.NONE), new double[][] {
            {0.5, 0.5}, {-1, 0.8790397182775129}, {2, 0.33095386628069323}, {0, 0.05691094028228341}
        });
    }

    @Test
    void adagrad() {
        // t = 1: V = 1/4: 1 - 1/2 * (1/2) / (1/2 + 1/4)
        assertSteps(new OptimizerSpec.AdagradSpec(0.5, 0.25, WeightDecay.NONE), new double[][] {
            {0.5, 0.6666666666666666},
            {-1, 1.0321546619297803},
            {2, 0.6386533901268078},
            {0, 0.6386533901268078}
        });
    }

    @Test
    void adadelta() {
        // t = 1: V = 1/16, q = 1/2 * (1/2) / sqrt(5/16)
        assertSteps(new OptimizerSpec.AdadeltaSpec(0.5, 0.75, 0.25, WeightDecay.NONE), new double[][] {
            {0.5, 0.7763932022500211},
            {-1, 1.1467212421590416},
            {2, 0.6097373984992455},
            {0, 0.6097373984992455}
        });
    }

    @Test
    void lion() {
        // c: 1/4, -7/16, 59/64, 0.041, 0.006, -0.07; M: 1/8, -5/32, 49/128, ...: with other betas the fourth step turns
        // round
        assertSteps(
                new OptimizerSpec.LionSpec(0.1, 0.5, 0.75, WeightDecay.NONE),
                new double[][] {{0.5, 0.9}, {-1, 1}, {2, 0.9}, {-0.3, 0.8}, {-0.2, 0.7}, {-0.25, 0.8}});
        assertSteps(
                new OptimizerSpec.LionSpec(0.1, 0.9, 0.99, WeightDecay.NONE),
                new double[][] {{0, 1}, {1e-30, 0.9}, {-3, 1}, {0.2, 1.1}, {0.4, 1}});
    }

    @Test
    void lionWithWeightDecay() {
        // w (1 - 0.1 * 0.25) - 0.1 sign(c)
        assertSteps(
                new OptimizerSpec.LionSpec(0.1, 0.5, 0.75, QUARTER),
                new double[][] {{0.5, 0.875}, {-1, 0.953125}, {2, 0.829296875}, {-0.3, 0.708564453125}});
    }

    @Test
    void decayCanSpareWhatIsNoWeight() {
        // g = 0: only the decay moves anything, and only the second and third of four parameters are weights
        WeightDecay sparing = new WeightDecay(0.25, false);
        int[] weights = {1, 3};
        double[] spared = {1, 0.875, 0.875, 1};
        for (OptimizerSpec spec : new OptimizerSpec[] {
            new OptimizerSpec.SgdSpec(0.5, 0, false, sparing), new OptimizerSpec.AdamWSpec(0.5, SHOWING, sparing)
        }) {
            double[] w = {1, 1, 1, 1};
            new ReferenceOptimizer(spec, 4, weights).step(w, new double[4], 0.5);
            assertThat(w).containsExactly(spared);
            float[] v = {1, 1, 1, 1};
            spec.build(4, weights).step(v, new float[4], 0.5, 1);
            assertThat(v).containsExactly(1f, 0.875f, 0.875f, 1f);
        }
    }

    @Test
    void remembersEachParameterByItself() {
        ReferenceOptimizer optimizer = new ReferenceOptimizer(
                new OptimizerSpec.AdamSpec(0.1, new Moments(0.5, 0.75, 1e-8), WeightDecay.NONE), 2, new int[0]);
        double[] w = {0, 0};

        optimizer.step(w, new double[] {1, 4}, 0.1);

        assertThat(optimizer.updates()).isEqualTo(1);
        assertThat(optimizer.state()).isDeepEqualTo(new double[][] {{0.5, 2}, {0.25, 4}});
    }

    /** @param steps gradient, and the parameter after the step */
    private static void assertSteps(OptimizerSpec spec, double[][] steps) {
        int[] weights = {0, 1};
        ReferenceOptimizer reference = new ReferenceOptimizer(spec, 1, weights);
        Optimizer engine = spec.build(1, weights);
        double[] w = {1};
        float[] v = {1};
        for (double[] step : steps) {
            reference.step(w, new double[] {step[0]}, spec.learningRate());
            engine.step(v, new float[] {(float) step[0]}, spec.learningRate(), reference.updates());
            assertThat(w[0]).as("after update %d", reference.updates()).isCloseTo(step[1], within(EPSILON));
            assertThat((double) v[0])
                    .as("engine, after update %d", reference.updates())
                    .isCloseTo(step[1], within(FLOAT_EPSILON));
        }
    }
}
