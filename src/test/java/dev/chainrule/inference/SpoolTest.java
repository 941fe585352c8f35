package dev.chainrule.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class SpoolTest {

    @Test
    void whatIsWrittenIsSentInMemoryOrNot() throws IOException {
        for (int size : new int[] {0, 1, 1 << 20, (1 << 20) + 1, 5_000_000}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            try (Spool spool = new Spool(size)) {
                for (int from = 0; from < size; from += 8191) {
                    spool.write(bytes, from, Math.min(8191, size - from));
                }
                assertThat(spool.size()).isEqualTo(size);
                ByteArrayOutputStream sent = new ByteArrayOutputStream();
                spool.sendTo(sent);
                assertThat(sent.toByteArray()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void moreThanAllowedIsRefused() throws IOException {
        try (Spool spool = new Spool(10)) {
            spool.write(new byte[10]);
            assertThatThrownBy(() -> spool.write(1))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));
        }
    }
}
