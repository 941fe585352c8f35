package dev.chainrule.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    /** Features are the row's number. */
    private static final Samples NUMBERED =
            new MatrixSamples(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new float[10], 10, 1, 1);

    private static List<Integer> epoch(Batches batches, int epoch) {
        batches.startEpoch(epoch);
        List<Integer> rows = new ArrayList<>();
        float[] x = new float[4];
        for (int batch = 0; batch < batches.count(); batch++) {
            batches.gather(NUMBERED, batch, x, new float[4]);
            for (int i = 0; i < batches.size(batch); i++) {
                rows.add((int) x[i]);
            }
        }
        return rows;
    }

    @Test
    void rowOrderWithoutShufflingAndASmallerLastBatch() {
        Batches batches = new Batches(new int[] {2, 3, 5, 7, 8, 9}, 4, false, 1);
        assertThat(batches.count()).isEqualTo(2);
        assertThat(batches.size(0)).isEqualTo(4);
        assertThat(batches.size(1)).isEqualTo(2);
        assertThat(epoch(batches, 3)).containsExactly(2, 3, 5, 7, 8, 9);
    }

    @Test
    void everyEpochHasItsOwnOrderWhichDoesNotDependOnThoseBefore() {
        int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        Batches batches = new Batches(rows, 4, true, 1);
        List<Integer> first = epoch(batches, 0);
        List<Integer> eighth = epoch(batches, 7);
        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(eighth)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .isNotEqualTo(first);
        assertThat(epoch(new Batches(rows, 4, true, 1), 7)).isEqualTo(eighth);
        assertThat(epoch(new Batches(rows, 4, true, 2), 7)).isNotEqualTo(eighth);
    }

    @Test
    void allOrdersAreAboutEquallyLikely() {
        int[] counts = new int[6];
        for (int seed = 0; seed < 6_000; seed++) {
            Batches batches = new Batches(new int[] {0, 1, 2}, 4, true, seed);
            List<Integer> order = epoch(batches, 0);
            counts[order.get(0) * 2 + (order.get(1) > order.get(2) ? 1 : 0)]++;
        }
        // 1,000 expected each, standard deviation 29
        assertThat(counts).satisfies(c -> {
            for (int count : c) {
                assertThat(count).isBetween(850, 1_150);
            }
        });
    }
}
