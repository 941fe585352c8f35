package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {

    private static DatasetReference sample(String json) {
        return TestDatasets.json("{\"sample\": " + json.replace('\'', '"') + "}");
    }

    static Stream<String> names() {
        return Arrays.stream(Sample.values()).map(Sample::text);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySampleIsADatasetWithATarget(String name) {
        DatasetReference dataset = sample("'" + name + "'");
        assertThat(dataset.columns().targets()).hasSize(1);
        assertThat(dataset.columns().features()).isNotEmpty();
        assertThat(dataset.schema().warnings()).isEmpty();
        assertThat(dataset.inline().orElseThrow().name()).contains(name);
    }

    /** What a request with this seed means must never change, on no machine: hashes of all rows. */
    @ParameterizedTest
    @CsvSource({
        "circles, 838541887",
        "moons, -1992073776",
        "spiral, 310381719",
        "blobs, 1824850812",
        "linear, 638241352",
        "sine, 1907310026"
    })
    void theSameRowsEverywhere(String name, int hash) {
        assertThat(rows(sample("'" + name + "', 'seed': 3")).hashCode()).isEqualTo(hash);
    }

    private static List<String> rows(DatasetReference dataset) {
        RowCursor cursor = dataset.rows().open();
        return Stream.generate(() -> cursor.next()
                        ? dataset.schema().columns().stream()
                                .map(cursor::sent)
                                .toList()
                                .toString()
                        : "")
                .takeWhile(row -> !row.isEmpty())
                .toList();
    }

    @Test
    void parametersChangeTheRows() {
        List<String> rows = rows(sample("'moons', 'seed': 3"));
        assertThat(rows).hasSize(200);
        assertThat(rows(sample("'moons', 'seed': 4"))).isNotEqualTo(rows);
        assertThat(rows(sample("'moons', 'seed': 3, 'noise': 0.2"))).isNotEqualTo(rows);
        assertThat(rows(sample("'moons', 'seed': 3, 'rows': 300")))
                .hasSize(300)
                .startsWith(rows.toArray(new String[0]));
        assertThat(sample("'blobs', 'classes': 5").schema().columns().getLast().distinct())
                .isEqualTo(5);
    }

    @Test
    void thePlainOnesAreAsTheBooksHaveThem() {
        assertThat(rows(sample("'textbook'"))).containsExactly("[1, 2, 3, 4]");
        assertThat(rows(sample("'xor'"))).containsExactly("[0, 0, 0]", "[0, 1, 1]", "[1, 0, 1]", "[1, 1, 0]");
        assertThat(rows(sample("'iris'"))).hasSize(150).startsWith("[5.1, 3.5, 1.4, 0.2, setosa]");
    }

    @Test
    void shapesAreWhatTheirNamesSay() {
        assertPoints(
                "'circles', 'noise': 0",
                (x, y, label) -> assertThat(Math.hypot(x, y)).isCloseTo(label.equals("outer") ? 1 : 0.5, within(2e-6)));
        assertPoints("'moons', 'noise': 0", (x, y, label) -> {
            double fromCentre = label.equals("upper") ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5);
            assertThat(fromCentre).isCloseTo(1, within(2e-6));
            assertThat(label.equals("upper") ? y : 0.5 - y).isNotNegative();
        });
        assertPoints(
                "'blobs', 'noise': 0",
                (x, y, label) -> assertThat(Math.hypot(x, y)).isCloseTo(3, within(2e-6)));
        assertPoints("'spiral', 'noise': 0", (x, y, label) -> {
            double radius = Math.hypot(x, y);
            double arm = "abc".indexOf(label) / 3.0 + 0.75 * radius;
            assertThat(x).isCloseTo(radius * Math.cos(2 * Math.PI * arm), within(2e-5));
        });
        assertPoints("'linear', 'noise': 0", (x, y, label) -> assertThat(y).isCloseTo(2 * x + 1, within(3e-6)));
        assertPoints("'sine', 'noise': 0", (x, y, label) -> assertThat(y).isCloseTo(Math.sin(x), within(2e-6)));
    }

    private interface Check {
        void check(double x, double y, String label);
    }

    private static void assertPoints(String sample, Check check) {
        DatasetReference dataset = sample(sample);
        List<Column> columns = dataset.schema().columns();
        RowCursor cursor = dataset.rows().open();
        while (cursor.next()) {
            check.check(cursor.number(columns.get(0)), cursor.number(columns.get(1)), cursor.text(columns.getLast()));
        }
    }
}
