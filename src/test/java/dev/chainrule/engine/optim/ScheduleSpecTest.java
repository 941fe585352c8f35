package dev.chainrule.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each schedule against literal factors, epoch by epoch. */
class ScheduleSpecTest {

    private static void assertFactors(ScheduleSpec schedule, int epochs, double... factors) {
        for (int epoch = 0; epoch < factors.length; epoch++) {
            assertThat(schedule.factor(epoch, epochs, 0))
                    .as("epoch %d", epoch)
                    .isCloseTo(factors[epoch], within(1e-15));
        }
    }

    @Test
    void constant() {
        assertFactors(ScheduleSpec.none(), 3, 1, 1, 1);
    }

    @Test
    void step() {
        assertFactors(new ScheduleSpec.Step(0.5, 2, 0), 5, 1, 1, 0.5, 0.5, 0.25);
    }

    @Test
    void exponential() {
        assertFactors(new ScheduleSpec.Exponential(0.5, 0), 4, 1, 0.5, 0.25, 0.125);
    }

    @Test
    void inverseTime() {
        assertFactors(new ScheduleSpec.InverseTime(0.5, 0), 4, 1, 2 / 3.0, 0.5, 0.4);
    }

    @Test
    void cosine() {
        // cos of 0, 60, 90 and 180 degrees: the last only one epoch after the end
        assertFactors(new ScheduleSpec.Cosine(0.5, 0), 6, 1);
        assertThat(new ScheduleSpec.Cosine(0.5, 0).factor(2, 6, 0)).isCloseTo(0.875, within(1e-15));
        assertThat(new ScheduleSpec.Cosine(0.5, 0).factor(3, 6, 0)).isCloseTo(0.75, within(1e-15));
        assertThat(new ScheduleSpec.Cosine(0, 0).factor(6, 6, 0)).isCloseTo(0, within(1e-15));
    }

    @Test
    void plateausCount() {
        ScheduleSpec schedule = new ScheduleSpec.ReduceOnPlateau(0.5, 3, 0, 0);
        assertThat(schedule.factor(7, 10, 0)).isEqualTo(1);
        assertThat(schedule.factor(7, 10, 2)).isEqualTo(0.25);
    }

    @Test
    void aWarmupMultiplies() {
        assertFactors(new ScheduleSpec.Exponential(0.5, 4), 6, 0.25, 0.25, 0.1875, 0.125, 0.0625, 0.03125);
    }
}
