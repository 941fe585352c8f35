package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.math.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadChoiceTest {

    private static final double TOGETHER = 100;

    private final int total = ThreadBudget.total();
    private final Workers workers = new Workers();
    private final ThreadChoice choice = new ThreadChoice(workers);

    @BeforeEach
    void twoThreads() {
        ThreadBudget.setTotal(2);
        choice.start();
    }

    @AfterEach
    void restore() {
        ThreadBudget.setTotal(total);
    }

    /** Steps for so many looks, and how many of these were alone. */
    private int aloneOf(int looks, double alonePace) {
        int alone = 0;
        for (int look = 0; look < looks; look++) {
            boolean isAlone = workers.threads() == 1;
            alone += isAlone ? 1 : 0;
            choice.judge(isAlone ? alonePace : TOGETHER);
            choice.start();
        }
        return alone;
    }

    @Test
    void whereHelpersHelpItIsSeldomTriedWithout() {
        assertThat(workers.threads()).isEqualTo(2);
        assertThat(aloneOf(1000, 190)).isBetween(6, 10);
    }

    @Test
    void whereHelpersHinderItComputesAlone() {
        assertThat(aloneOf(1000, 60)).isBetween(915, 940);
    }

    @Test
    void itNoticesWhenThatChanges() {
        aloneOf(100, 60);
        assertThat(workers.threads()).isEqualTo(1);
        aloneOf(200, 190);
        assertThat(workers.threads()).isEqualTo(2);
    }

    @Test
    void aShareOfOneThreadStaysOne() {
        ThreadBudget.setTotal(1);
        choice.start();
        assertThat(aloneOf(100, 60)).isEqualTo(100);
    }
}
