package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no tables, and where each says that it is none. */
class CsvFaultsTest {

    private static Arguments file(String name, String csv, int line, int column, String why) {
        return Arguments.of(name, csv.getBytes(StandardCharsets.UTF_8), line, column, why);
    }

    private static Arguments bytes(String name, int line, int column, String why, Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer value) {
                bytes.write(value);
            } else {
                bytes.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Arguments.of(name, bytes.toByteArray(), line, column, why);
    }

    static Stream<Arguments> malformed() {
        String wide = "a,".repeat(20_000) + "a";
        String manyNames = String.join(
                ",", IntStream.range(0, 20_001).mapToObj(i -> "c" + i).toList());
        return Stream.of(
                file("no byte", "", 1, 1, "empty"),
                file("only a byte order mark", "\ufeff", 1, 1, "empty"),
                file("only line ends", "\r\n\r\n", 1, 1, "empty"),
                file("only a header", "a,b", 2, 1, "no row"),
                file("only a header and its line end", "a,b\n", 2, 1, "no row"),
                file("a row too short", "a,b,c\n1,2,3\n1,2\n", 3, 3, "has 2 cells, expected were 3"),
                file("a row too short at the end", "a,b,c\n1,2,3\n1", 3, 2, "has 1 cell, expected were 3"),
                file("a row too long", "a,b\n1,2\n3,4\n5,6,7\n", 4, 3, "has 3 cells, expected were 2"),
                file("a row too long by a comma", "a,b\n1,2,\n", 2, 3, "has 3 cells, expected were 2"),
                file("a row too short after CRLF", "a,b\r\n1,2\r\n3\r\n", 3, 2, "has 1 cell"),
                file("a row too short after CR", "a,b\r1,2\r3\r", 3, 2, "has 1 cell"),
                file("a row too short after a quoted line end", "a,b\n\"x\ny\",2\n3\n", 4, 2, "has 1 cell"),
                file("a row too short after a quoted CRLF", "a,b\r\n\"x\r\ny\r\nz\",2\r\n3\r\n", 5, 2, "has 1 cell"),
                file("a row too short after blank lines", "a,b\n1,2\n\n\n3\n", 5, 2, "has 1 cell"),
                file("semicolons in the rows", "a,b\n1;2\n", 2, 2, "has 1 cell"),
                file("an open quote", "a,b\n1,\"2\n3,4\n", 2, 2, "quote"),
                file("an open quote in the header", "a,\"b\n1,2\n", 1, 2, "quote"),
                file("an open quote at the very end", "a,b\n1,\"", 2, 2, "quote"),
                file("an open quote below a quoted line end", "a,b\n\"x\ny\",\"2\n", 3, 2, "quote"),
                file("text after a quote", "a,b\n1,\"2\"3\n", 2, 2, "after a closing quote"),
                file("a name twice", "a,b,a\n1,2,3\n", 1, 3, "\"a\" is that of column 1"),
                file("a name twice but for blanks", "a,b, a \n1,2,3\n", 1, 3, "\"a\" is that of column 1"),
                file("a column without a name", "a,,c\n1,2,3\n", 1, 2, "no name"),
                file("a column with a blank name", "a,b,\" \"\n1,2,3\n", 1, 3, "no name"),
                file("a name too long", "a," + "n".repeat(1_001) + "\n1,2\n", 1, 2, "longer than 1000"),
                file("a NUL", "a,b\n1,2\n3,\u00004\n", 3, 2, "binary"),
                file("a NUL in the header", "a,\u0000\n1,2\n", 1, 2, "binary"),
                file("a character that is none", "a,b\n1,\uffff\n", 2, 2, "no text"),
                file("a NUL below quoted line ends", "a,b\n\"1\n2\n3\",\u0000\n", 4, 2, "binary"),
                file("a cell too long", "a,b\n1,2\n" + "x".repeat(1_000_001) + ",4\n", 3, 1, "longer than 1000000"),
                file(
                        "a cell very much too long",
                        "a,b\n1," + "x".repeat(3_000_000) + "\n",
                        2,
                        2,
                        "longer than 1000000"),
                file(
                        "a row too long to hold",
                        "a\n" + ("x".repeat(999_999) + ",").repeat(18),
                        2,
                        17,
                        "longer than 16000000"),
                file("too many columns", manyNames + "\n", 1, 20_001, "more than 20000 columns"),
                file("a wide row", "a,b\n" + wide + "\n", 2, 20_001, "more than 20000 columns"),
                file("a number too large", "a,b\n1,2\n3,1e999\n5,6\n", 3, 2, "1e999"),
                file("an infinite number", "a,b\n1,2\n-Infinity,4\n", 3, 1, "Infinity"),
                bytes("latin 1", 2, 2, "byte 8 of the file (0xe9)", "a,b\n1,x", 0xe9, "\n"),
                bytes("latin 1 in the header", 1, 1, "byte 2 of the file (0xfc)", "a", 0xfc, ",b\n1,2\n"),
                bytes("latin 1 in quotes", 3, 1, "byte 10 of the file (0xe9)", "a,b\n1,2\n\"", 0xe9, "\",3\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void saysLineAndColumn(String name, byte[] csv, int line, int column, String why) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> TestDatasets.csv(csv));
        assertThat(problem).as(name).isNotNull();
        assertThat(problem.status().value()).isEqualTo(400);
        assertThat(problem.getMessage())
                .startsWith("line " + line + ", column " + column + ": ")
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "NaN", "null", "  ", "\"\""})
    void missingValuesAreNotSupportedYet(String cell) {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> TestDatasets.csv("name,age\n\"x\ny\",3\nz," + cell + "\n"));
        assertThat(problem.status().value()).isEqualTo(422);
        assertThat(problem.getMessage()).isEqualTo("line 4, column 2 (age): missing values are not supported yet");
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
