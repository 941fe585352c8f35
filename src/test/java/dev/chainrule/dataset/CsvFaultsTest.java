package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no tables, and where each says that it is none. */
class CsvFaultsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.chainrule.dataset.MalformedFiles#all")
    void saysLineAndColumn(String name, byte[] csv, int line, int column, String why) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> TestDatasets.csv(csv));
        assertThat(problem).as(name).isNotNull();
        assertThat(problem.status().value()).isEqualTo(400);
        assertThat(problem.getMessage())
                .startsWith("line " + line + ", column " + column + ": ")
                .contains(why);
    }

    /** The byte is counted from the beginning of the file, also where the file is longer than any buffer. */
    @Test
    void countsBytesFarIntoTheFile() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("a,b\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 100_000; i++) {
            bytes.writeBytes("é,1\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.write(0xff);
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> TestDatasets.csv(bytes.toByteArray()));
        assertThat(problem.getMessage())
                .isEqualTo("line 100002, column 1: byte 500005 of the file (0xff) is not UTF-8");
    }

    /** A character of several bytes that the file ends within. */
    @Test
    void aFileThatIsCutOffWithinACharacter() {
        byte[] whole = "a,b\n1,é".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> TestDatasets.csv(cut));
        assertThat(problem.getMessage()).startsWith("line 2, column 2: byte 7 of the file (0xc3)");
    }
}
