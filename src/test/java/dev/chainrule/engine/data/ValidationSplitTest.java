package dev.chainrule.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationSplitTest {

    @ParameterizedTest
    @CsvSource({"150, 0.2, 30", "4, 0.2, 1", "2, 0.01, 1", "2, 0.99, 1", "10, 0.25, 3", "1797, 0.2, 359"})
    void holdsOutTheShareAndNeverAll(int rows, double fraction, int held) {
        ValidationSplit split = ValidationSplit.random(new int[rows], 1, fraction, 5);
        assertThat(split.validation()).hasSize(held).isSorted();
        assertThat(split.training()).hasSize(rows - held).isSorted();
        assertThat(IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, rows).boxed().toList());
    }

    @Test
    void everyClassGivesItsShare() {
        // 100 rows of class 0, 50 of class 1, 10 of class 2, a single one of class 3
        int[] classes = IntStream.range(0, 161)
                .map(row -> row < 100 ? 0 : row < 150 ? 1 : row < 160 ? 2 : 3)
                .toArray();
        ValidationSplit split = ValidationSplit.random(classes, 4, 0.2, 5);
        int[] held = new int[4];
        for (int row : split.validation()) {
            held[classes[row]]++;
        }
        assertThat(held).containsExactly(20, 10, 2, 0);
    }

    @Test
    void followsFromTheSeed() {
        int[] classes = new int[100];
        assertThat(ValidationSplit.random(classes, 1, 0.3, 1).validation())
                .isEqualTo(ValidationSplit.random(classes, 1, 0.3, 1).validation())
                .isNotEqualTo(ValidationSplit.random(classes, 1, 0.3, 2).validation());
    }
}
