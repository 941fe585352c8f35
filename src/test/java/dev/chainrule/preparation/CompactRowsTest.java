package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactRowsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 0", "1000, 3", "100, 3000", "70000, 2", "3, 200000"})
    void keepsWhatWasPut(int rows, int width) {
        int[] counts = {2, 254, 255, 256, 65_534, 65_535, 65_536, 1_000_000};
        CompactRows compact = new CompactRows(rows, width, counts);
        for (int row = 0; row < rows; row++) {
            compact.set(row, numbers(row, width), levels(row, counts));
        }
        for (int row = rows - 1; row >= 0; row -= Math.max(1, rows / 100)) {
            int at = compact.numbersAt(row);
            assertThat(Arrays.copyOfRange(compact.numbers(row), at, at + width)).isEqualTo(numbers(row, width));
            int[] expected = levels(row, counts);
            for (int i = 0; i < counts.length; i++) {
                assertThat(compact.level(row, i)).isEqualTo(expected[i]);
            }
        }
    }

    private static float[] numbers(int row, int width) {
        float[] numbers = new float[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = row * 31 + i;
        }
        return numbers;
    }

    /** Any level, the outermost ones and the absent one often. */
    private static int[] levels(int row, int[] counts) {
        Random random = new Random(row);
        return Arrays.stream(counts)
                .map(count -> switch (random.nextInt(4)) {
                    case 0 -> -1;
                    case 1 -> 0;
                    case 2 -> count - 1;
                    default -> random.nextInt(count);
                })
                .toArray();
    }

    @Test
    void takesNoMoreThanItHasTo() {
        assertThat(new CompactRows(10, 20, new int[0]).bytesOfRow()).isEqualTo(80);
        assertThat(new CompactRows(10, 0, new int[] {2, 255, 256, 65_535, 65_536}).bytesOfRow())
                .isEqualTo(1 + 1 + 2 + 2 + 4);
    }
}
