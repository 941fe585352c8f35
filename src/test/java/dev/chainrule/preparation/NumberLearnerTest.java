package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberLearnerTest {

    private static PreprocessingSpec spec(NumberSpec numeric, Missing missing) {
        PreprocessingSpec table = PreprocessingSpec.defaultFor(DatasetKind.TABLE);
        return new PreprocessingSpec(numeric, table.categorical(), missing, table.target(), table.date());
    }

    private static Optional<Transform.Numeric> learn(NumberSpec numeric, double... values) {
        return learn(Part.VALUE, numeric, Missing.IMPUTE, values);
    }

    private static Optional<Transform.Numeric> learn(Part part, NumberSpec numeric, Missing missing, double... values) {
        NumberLearner learner = new NumberLearner(part, spec(numeric, missing));
        if (learner.needsSample()) {
            learner.startSample(values.length);
        }
        for (int i = 0; i < values.length; i++) {
            learner.see(values[i]);
            if (learner.needsSample()) {
                learner.sample(i, values[i]);
            }
        }
        return learner.finish(null);
    }

    /** The median is 2, so what is learned from is 1, 2, 2, 2, 10. */
    private static final double[] WITH_GAPS = {10, Double.NaN, 1, 2, Double.NaN};

    @Test
    void scalesAreThoseOfTheFilledColumn() {
        Transform.Numeric standard =
                learn(new NumberSpec.Standardize(), WITH_GAPS).orElseThrow();
        assertThat(standard.fill()).isEqualTo(2);
        assertThat(standard.scale().center()).isCloseTo(3.4, within(1e-15));
        assertThat(standard.scale().scale()).isCloseTo(Math.sqrt(55.2 / 5), within(1e-14));
        assertThat(learn(new NumberSpec.MinMax(), WITH_GAPS).orElseThrow().scale())
                .isEqualTo(new Scale(1, 9));
        assertThat(learn(new NumberSpec.Robust(), WITH_GAPS).orElseThrow().scale())
                .isEqualTo(new Scale(2, 1));
        assertThat(learn(new NumberSpec.None(), WITH_GAPS).orElseThrow().scale())
                .isEqualTo(Scale.NONE);
        Transform.Numeric smooth =
                learn(new NumberSpec.SmoothRobust(), WITH_GAPS).orElseThrow();
        assertThat(smooth.scale()).isEqualTo(new Scale(2, 4.5));
        assertThat(smooth.fill()).isEqualTo(2);
        assertThat(smooth.cell(Double.NaN)).isZero();
    }

    @Test
    void quartilesAreInterpolated() {
        // quartiles 1.75 and 6.25, median 3
        assertThat(learn(new NumberSpec.Robust(), 4, 1, 2, 13).orElseThrow().scale())
                .isEqualTo(new Scale(3, 6.25 - 1.75));
        assertThat(learn(new NumberSpec.SmoothRobust(), 4, 1, 2, 13)
                        .orElseThrow()
                        .scale())
                .isEqualTo(new Scale(3, 4.5));
    }

    @Test
    void aConstantColumnIsZeroOrDropsOut() {
        assertThat(learn(new NumberSpec.Standardize(), 7, 7, Double.NaN)
                        .orElseThrow()
                        .cell(7))
                .isZero();
        assertThat(learn(new NumberSpec.MinMax(), 7, 7).orElseThrow().scale()).isEqualTo(new Scale(7, 1));
        assertThat(learn(new NumberSpec.SmoothRobust(), 7, 7, Double.NaN)).isEmpty();
        assertThat(learn(new NumberSpec.PiecewiseLinear(NumberSpec.Bins.QUANTILE, 16), 7, 7))
                .isEmpty();
        double[] nothing = {Double.NaN, Double.NaN};
        assertThat(learn(new NumberSpec.SmoothRobust(), nothing)).isEmpty();
        for (NumberSpec classic : new NumberSpec[] {
            new NumberSpec.Standardize(), new NumberSpec.MinMax(), new NumberSpec.Robust(), new NumberSpec.None()
        }) {
            Transform.Numeric learned = learn(classic, nothing).orElseThrow();
            assertThat(learned.cell(Double.NaN)).isZero();
            assertThat(learned.cell(5)).isEqualTo(5);
        }
    }

    @Test
    void whatIsRejectedIsNotLearned() {
        assertThat(new NumberLearner(Part.VALUE, spec(new NumberSpec.Standardize(), Missing.REJECT)).needsSample())
                .isFalse();
        assertThat(learn(Part.VALUE, new NumberSpec.Standardize(), Missing.REJECT, 1, 3)
                        .orElseThrow())
                .isEqualTo(new Transform.Numeric(Part.VALUE, 0, new Scale(2, 1), new Shape.Linear()));
    }

    @Test
    void farOutsideStaysFinite() {
        Transform.Numeric tiny =
                learn(new NumberSpec.Robust(), 0, 0, 1e-40, 1e-40, 3e38).orElseThrow();
        assertThat(tiny.cell(3e38)).isEqualTo(Float.MAX_VALUE);
        assertThat(tiny.cell(-3e38)).isEqualTo(-Float.MAX_VALUE);
        float[] x = new float[1];
        NumberFeatures.of(new Shape.Smooth()).write(Float.MAX_VALUE, x, 0);
        assertThat(x).containsExactly(3);
        NumberFeatures.of(new Shape.Smooth()).write(-1, x, 0);
        assertThat(x[0]).isEqualTo((float) (-1 / Math.sqrt(1 + 1 / 9.0)));
    }

    @Test
    void manyDigitsBesideALargeOffsetAreKept() {
        Random random = new Random(1);
        double[] seconds = random.doubles(100, 0, 100).map(x -> 1.7e9 + x).toArray();
        Transform.Numeric learned = learn(new NumberSpec.PiecewiseLinear(NumberSpec.Bins.QUANTILE, 16), seconds)
                .orElseThrow();
        assertThat(learned.scale().invert(learned.cell(1.7e9 + 12.5))).isCloseTo(1.7e9 + 12.5, within(1e-5));
        assertThat(learned.shape().width()).isEqualTo(17);
    }

    @Test
    void theCalendarSaysSeveralThings() {
        double newYear = 10957;
        assertThat(Part.DAYS.of(newYear + 1.5)).isEqualTo(1.5);
        assertThat(Part.DAY_OF_WEEK.of(newYear)).isEqualTo(6);
        assertThat(Part.MONTH.of(newYear + 0.99)).isEqualTo(1);
        assertThat(Part.MONTH.of(newYear - 0.01)).isEqualTo(12);
        assertThat(Part.YEAR_SINE.of(newYear)).isEqualTo(StrictMath.sin(2 * Math.PI / 365.25));
        assertThat(Part.YEAR_COSINE.of(newYear + 365)).isEqualTo(StrictMath.cos(2 * Math.PI * 366 / 365.25));
        assertThat(Part.YEAR_COSINE.of(Double.NaN)).isNaN();
    }

    @Test
    void namesOfIntervalsHaveTheDigitsThatCount() {
        assertThat(learn(new NumberSpec.PiecewiseLinear(NumberSpec.Bins.QUANTILE, 16), 20.5, 1000, 1000, 1999.1, 0.3)
                        .orElseThrow()
                        .featureNames("a"))
                .containsExactly("a", "a[0.3..20.5]", "a[20.5..1000]", "a[1000..1999.1]");
    }
}
