package dev.chainrule.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
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

    @ParameterizedTest
    @CsvSource({"161, 5", "161, 2", "10, 10", "7, 3"})
    void foldsHoldOutEachRowOnceAndDealOutEveryClass(int rows, int count) {
        int[] classes = IntStream.range(0, rows)
                .map(row -> row < 100 ? 0 : row < 150 ? 1 : row < 160 ? 2 : 3)
                .toArray();
        List<ValidationSplit> folds = ValidationSplit.folds(classes, 4, count, 5);
        assertThat(folds).hasSize(count);
        assertThat(folds.stream().flatMapToInt(fold -> Arrays.stream(fold.validation())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, rows).boxed().toList());
        for (ValidationSplit fold : folds) {
            assertThat(fold.validation().length).isBetween(rows / count, (rows - 1) / count + 1);
            assertThat(fold.validation()).isSorted();
            assertThat(fold.training()).isSorted().hasSize(rows - fold.validation().length);
            assertThat(fold.training()).doesNotContain(fold.validation());
            for (int c = 0; c < 4; c++) {
                int k = c;
                long inAll = Arrays.stream(classes).filter(other -> other == k).count();
                long held = Arrays.stream(fold.validation())
                        .filter(row -> classes[row] == k)
                        .count();
                assertThat(held).isBetween(inAll / count, (inAll + count - 1) / count);
            }
        }
    }

    @Test
    void foldsFollowFromTheSeedAndNeedARowEach() {
        int[] classes = new int[30];
        int[] first = ValidationSplit.folds(classes, 1, 3, 1).getFirst().validation();
        assertThat(ValidationSplit.folds(classes, 1, 3, 1).getFirst().validation())
                .isEqualTo(first);
        assertThat(ValidationSplit.folds(classes, 1, 3, 2).getFirst().validation())
                .isNotEqualTo(first);
        assertThatIllegalArgumentException().isThrownBy(() -> ValidationSplit.folds(new int[4], 1, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ValidationSplit.folds(new int[4], 1, 1, 1));
    }
}
