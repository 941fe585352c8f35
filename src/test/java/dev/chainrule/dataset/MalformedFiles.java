package dev.chainrule.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Files that are no tables: a name, the bytes, the line and the column of what is wrong, and a word about it. */
final class MalformedFiles {

    private MalformedFiles() {}

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

    static Stream<Arguments> all() {
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
                file("a tab-separated row too short", "a\tb\n1\t2\n3\n", 3, 2, "has 1 cell"),
                file("a semicolon-separated row too long", "a;b\n1;2\n3;4;5\n", 3, 3, "has 3 cells"),
                file("only separators", ",,,\n1,2,3,4\n", 1, 1, "no name"),
                file("a byte order mark and line ends", "\ufeff\n\n", 1, 1, "empty"),
                file("a name twice in quotes", "\"a\",\"b\",\"b\"\n1,2,3\n", 1, 3, "is that of column 2"),
                file("text after a quote in the header", "\"a\"x,b\n1,2\n", 1, 1, "after a closing quote"),
                file("a row too short below a wide one", "a,b,c\n1,2,3\n\"1,2,3\"\n", 3, 2, "has 1 cell"),
                file("a number too large in quotes", "a,b\n1,\"-4e38\"\n", 2, 2, "-4e38"),
                bytes(
                        "UTF-16 with its mark",
                        1,
                        1,
                        "byte 1 of the file (0xff) is not UTF-8: it looks like UTF-16",
                        0xff,
                        0xfe,
                        "a",
                        0),
                bytes("gzip", 1, 1, "it looks like gzip", 0x1f, 0x8b, 8, 0, 0, 0),
                bytes("UTF-16 without its mark", 1, 1, "binary", "a", 0, ",", 0, "b", 0, "\n", 0),
                bytes("a picture", 1, 1, "byte 1 of the file (0x89)", 0x89, "PNG\r\n", 0x1a, "\n"),
                bytes("a slash in two bytes", 2, 1, "byte 5 of the file (0xc0)", "a,b\n", 0xc0, 0xaf, ",1\n"),
                bytes("half a surrogate pair", 2, 1, "byte 5 of the file (0xed)", "a,b\n", 0xed, 0xa0, 0x80, ",1\n"),
                bytes("a byte that follows nothing", 2, 2, "byte 7 of the file (0x80)", "a,b\n1,", 0x80, "\n"),
                bytes("cut off within a character", 2, 2, "byte 7 of the file (0xe2)", "a,b\n1,", 0xe2, 0x82),
                bytes("latin 1", 2, 2, "byte 8 of the file (0xe9)", "a,b\n1,x", 0xe9, "\n"),
                bytes("latin 1 in the header", 1, 1, "byte 2 of the file (0xfc)", "a", 0xfc, ",b\n1,2\n"),
                bytes("latin 1 in quotes", 3, 1, "byte 10 of the file (0xe9)", "a,b\n1,2\n\"", 0xe9, "\",3\n"));
    }
}
