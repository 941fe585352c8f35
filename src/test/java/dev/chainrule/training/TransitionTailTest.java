package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Transitions whose numbers appear out of order, or never. */
class TransitionTailTest {

    private static final long SECOND = 1_000_000_000L;

    private final TransitionTail tail = new TransitionTail(10);

    private static List<TransitionReader.Numbered> rows(long... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new TransitionReader.Numbered(number, new UUID(0, number)))
                .toList();
    }

    @Test
    void nothingIsSettledBeyondAGapUntilItIsFilled() {
        assertThat(tail.next(rows(11, 12, 14), 0)).isEqualTo(rows(11, 12, 14));
        assertThat(tail.settled()).isEqualTo(12);
        assertThat(tail.next(rows(14, 15), SECOND)).isEqualTo(rows(15));
        assertThat(tail.settled()).isEqualTo(12);
        assertThat(tail.next(rows(13, 14, 15), 2 * SECOND)).isEqualTo(rows(13));
        assertThat(tail.settled()).isEqualTo(15);
    }

    @Test
    void aGapThatIsNeverFilledIsGivenUp() {
        tail.next(rows(12), 0);
        tail.next(rows(12, 14), 4 * SECOND);
        assertThat(tail.settled()).isEqualTo(10);
        assertThat(tail.next(rows(12, 14), 6 * SECOND)).isEmpty();
        assertThat(tail.settled()).isEqualTo(12);
        tail.next(rows(14), 12 * SECOND);
        assertThat(tail.settled()).isEqualTo(14);
    }
}
