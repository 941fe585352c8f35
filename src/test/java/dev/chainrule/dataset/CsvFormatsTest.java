package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a CSV file may look like. */
class CsvFormatsTest {

    private static CsvRows rows(String csv, boolean header) {
        return new CsvRows(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), header);
    }

    private static String all(CsvRows rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(rows.header());
        for (List<String> row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b^1,2^|[[a, b], [1, 2]]",
                "a;b^1;2^|[[a, b], [1, 2]]",
                "a~b^1~2^|[[a, b], [1, 2]]",
                "a^1^|[[a], [1]]",
                "a;b^1,5;2,5^|[[a, b], [1,5, 2,5]]",
                "a,b^1;5,2;5^|[[a, b], [1;5, 2;5]]",
                "length, cm;width, cm^1;2^|[[length, cm, width, cm], [1, 2]]",
                "\"a;x\",b^1,2^|[[a;x, b], [1, 2]]",
                "\"a,b\";\"c,d\"^\"1,1\";\"2,2\"^|[[a,b, c,d], [1,1, 2,2]]",
                "id~text^1~one, two, three^2~a;b^|[[id, text], [1, one, two, three], [2, a;b]]",
                "\"a^b\",c^\"x^\"\"y\",\"\"^|[[a^b, c], [x^\"y, ]]"
            })
    void separatorsAreRecognized(String csv, String expected) {
        String text = csv.replace('^', '\n').replace('~', '\t');
        assertThat(all(rows(text, true)).replace('\n', '^')).isEqualTo(expected);
        assertThat(all(rows("\ufeff" + text.replace("\n", "\r\n"), true)).replace("\r\n", "^"))
                .isEqualTo(expected);
    }

    /** The line of a header may be longer than the stretch that is looked at. */
    @Test
    void theSeparatorOfAWideFileIsRecognized() {
        String header = "column;".repeat(15_000) + "last";
        String names = header.replace("column", "column-");
        StringBuilder unique = new StringBuilder();
        int number = 0;
        for (String name : names.split(";", -1)) {
            unique.append(unique.isEmpty() ? "" : ";").append(name).append(number++);
        }
        assertThat(rows(unique + "\n", true).header()).hasSize(15_001);
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() {
        assertThat(all(rows("5.1;a\n4.9;b\n", false))).isEqualTo("[[x1, x2], [5.1, a], [4.9, b]]");
        Schema schema =
                TestDatasets.csv(rows("5.1,a\n4.9,b\n", false), Selection.NONE).schema();
        assertThat(schema.rows()).isEqualTo(2);
        assertThat(schema.columns()).extracting(Column::name).containsExactly("x1", "x2");
        assertThat(schema.columns()).extracting(Column::distinct).containsExactly(2L, 2L);
    }

    @Test
    void linesAreCountedAcrossQuotedLineEnds() {
        CsvRows rows = rows("a,b,c\n\"x\ny\",\"\n\",1\n\"p\r\",\"\nq\",2\n", true);
        assertThat(rows.advance()).isTrue();
        assertThat(rows.lineOf(0)).isEqualTo(2);
        assertThat(rows.lineOf(1)).isEqualTo(3);
        assertThat(rows.lineOf(2)).isEqualTo(4);
        assertThat(rows.advance()).isTrue();
        assertThat(rows.line()).isEqualTo(5);
        assertThat(rows.lineOf(2)).isEqualTo(7);
    }
}
