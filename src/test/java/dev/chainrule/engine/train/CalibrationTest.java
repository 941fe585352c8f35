package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void rowsAreCountedInTheBinOfTheirProbability() {
        ClassificationMetrics metrics = new ClassificationMetrics(1);
        metrics.start(6);
        double[] yes = {0, 0.05, 0.1, 0.72, 0.78, 1};
        boolean[] isYes = {false, true, false, true, false, true};
        for (int row = 0; row < yes.length; row++) {
            metrics.addDecision(yes[row], isYes[row]);
        }
        assertThat(metrics.calibration())
                .extracting(CalibrationBin::count)
                .containsExactly(2, 1, 0, 0, 0, 0, 0, 2, 0, 1);
        CalibrationBin first = metrics.calibration().getFirst();
        assertThat(first.predicted()).isEqualTo(0.025);
        assertThat(first.observed()).isEqualTo(0.5);
        CalibrationBin eighth = metrics.calibration().get(7);
        assertThat(eighth.from()).isEqualTo(0.7);
        assertThat(eighth.to()).isEqualTo(0.8);
        assertThat(eighth.predicted()).isCloseTo(0.75, within(1e-12));
        assertThat(eighth.observed()).isEqualTo(0.5);
        assertThat(metrics.calibration().get(2).predicted()).isNaN();

        metrics.start(0);
        assertThat(metrics.calibration()).extracting(CalibrationBin::count).containsOnly(0);
    }

    @Test
    void ofSeveralClassesTheDecisionIsMeasured() {
        ClassificationMetrics metrics = new ClassificationMetrics(3);
        metrics.start(2);
        metrics.add(new double[] {0.2, 0.35, 0.45}, 2);
        metrics.add(new double[] {0.41, 0.39, 0.2}, 1);
        CalibrationBin bin = metrics.calibration().get(4);
        assertThat(bin.count()).isEqualTo(2);
        assertThat(bin.predicted()).isCloseTo(0.43, within(1e-12));
        assertThat(bin.observed()).isEqualTo(0.5);
    }
}
