package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.math.ThreadBudget;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many threads compute, and who else does, changes no bit. */
class ThreadsTest {

    private final int total = ThreadBudget.total();

    @AfterEach
    void restore() {
        ThreadBudget.setTotal(total);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        String one = hash(1, false);
        for (int threads : new int[] {2, 3, 7}) {
            assertThat(hash(threads, false)).as("%d threads", threads).isEqualTo(one);
            assertThat(hash(threads, true))
                    .as("%d threads, stopped after each batch", threads)
                    .isEqualTo(one);
        }
    }

    @Test
    void trainingsAtTheSameTimeGiveTheSameBits() {
        String alone = hash(1, false);
        ThreadBudget.setTotal(5);
        List<CompletableFuture<String>> together = IntStream.range(0, 3)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> hash(false)))
                .toList();
        assertThat(together).allSatisfy(one -> assertThat(one.join()).isEqualTo(alone));
    }

    private static String hash(int threads, boolean interrupted) {
        ThreadBudget.setTotal(threads);
        return hash(interrupted);
    }

    private static String hash(boolean interrupted) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            TrainedBits.addLarge(digest, interrupted);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
