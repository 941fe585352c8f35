package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What columns are taken for, and what is said about them. */
class InferenceTest {

    private static Column only(String... cells) {
        return TestDatasets.csv("a\n" + String.join("\n", cells) + "\n")
                .schema()
                .columns()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMERIC|1 -2.5 +3 .5 5. 1e3 1E-3 007",
                "CATEGORICAL|1 2 x",
                "CATEGORICAL|x 1 2",
                "CATEGORICAL|1d 2f",
                "CATEGORICAL|0x1p3 1",
                "CATEGORICAL|1e 2",
                "CATEGORICAL|. 1",
                "CATEGORICAL|1,5",
                "CATEGORICAL|Infinity x",
                "BOOLEAN|true FALSE True",
                "CATEGORICAL|true false yes",
                "CATEGORICAL|true 1",
                "DATE|2024-02-29 1969-12-31",
                "DATE|2024-01-01T10:30 2024-01-01T10:30:00Z 2024-01-01T10:30:00.5+02:00",
                "CATEGORICAL|2023-02-29 2024-01-01",
                "CATEGORICAL|2024-01-01 soon",
                "CATEGORICAL|2024-01-01 7"
            })
    void types(ColumnType type, String cells) {
        String[] rows = cells.split(" ", -1);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = '"' + rows[i] + '"';
        }
        assertThat(only(rows).type()).isEqualTo(type);
    }

    @Test
    void datesAreEpochDays() {
        Column date = only("1970-01-02", "1970-01-01T12:00", "1970-01-01 06:00:00+06:00");
        assertThat(date.min()).isEqualTo(0);
        assertThat(date.max()).isEqualTo(1);
        assertThat(date.mean()).isEqualTo(0.5);
    }

    @Test
    void manyDistinctValuesAreText() {
        assertThat(only(distinct(1_000, 1)).type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(only(distinct(1_001, 1)).type()).isEqualTo(ColumnType.TEXT);
        // 1,001 of 20,020 rows are 5 %, not more
        assertThat(only(distinct(1_001, 20)).type()).isEqualTo(ColumnType.CATEGORICAL);
    }

    @Test
    void aTextColumnIsNoFeatureAndSaysSo() {
        DatasetRows rows = TestDatasets.csv("n,a\n" + String.join("\n", numbered(distinct(1_001, 1))) + "\n");
        assertThat(rows.schema().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.column()).isEqualTo("a");
            assertThat(warning.message()).contains("1001 distinct values");
        });
        assertThat(rows.schema().choose(Selection.NONE).features())
                .extracting(Column::name)
                .containsExactly("n");
    }

    @Test
    void aTargetIsNeverText() {
        String csv = "n,a\n" + String.join("\n", numbered(distinct(1_001, 1))) + "\n";
        Schema schema = TestDatasets.csv(csv, "a").schema();
        assertThat(schema.columns().get(1).type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(schema.warnings()).isEmpty();
        assertThat(schema.choose(schema.selection()).isClassification()).isTrue();
        String tooMany = "n,a\n" + String.join("\n", numbered(distinct(10_001, 1))) + "\n";
        Schema refused = TestDatasets.csv(tooMany, "a").schema();
        assertThatThrownBy(() -> refused.choose(refused.selection())).hasMessageContaining("10,000");
    }

    private static String[] distinct(int values, int times) {
        return IntStream.range(0, values * times)
                .mapToObj(i -> "v" + i % values)
                .toArray(String[]::new);
    }

    private static List<String> numbered(String[] cells) {
        List<String> rows = new ArrayList<>();
        for (String cell : cells) {
            rows.add(rows.size() + "," + cell);
        }
        return rows;
    }

    @Test
    void distinctValuesAreCountedUpToALimitAndEstimatedBeyond() {
        Column counted = only(integers(10_000));
        assertThat(counted.distinct()).isEqualTo(10_000);
        assertThat(counted.distinctEstimated()).isFalse();
        Column estimated = only(integers(150_000));
        // four standard errors of 2.3 %
        assertThat((double) estimated.distinct()).isCloseTo(150_000, withinPercentage(9.2));
        assertThat(estimated.distinctEstimated()).isTrue();
        assertThat(only(integers(10_001)).distinct()).isGreaterThan(10_000);
    }

    private static String[] integers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @Test
    void topCategoriesAreTheMostFrequentThenInLabelOrder() {
        Column column = only("b", "10", "9", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", " c ", "a");
        assertThat(column.topCategories())
                .extracting(Column.Category::value)
                .containsExactly("b", "c", "10", "9", "a", "d", "e", "f", "g", "h");
        assertThat(column.topCategories()).extracting(Column.Category::count).startsWith(2L, 2L, 1L);
        assertThat(only("9", "10", "x", "9").topCategories())
                .extracting(Column.Category::value)
                .containsExactly("9", "10", "x");
    }

    @Test
    void statisticsOfIris() throws IOException {
        Schema schema =
                TestDatasets.csv(TestDatasets.file("iris.csv"), "species").schema();
        assertThat(schema.rows()).isEqualTo(150);
        assertThat(schema.columns())
                .extracting(Column::type)
                .containsExactly(
                        ColumnType.NUMERIC,
                        ColumnType.NUMERIC,
                        ColumnType.NUMERIC,
                        ColumnType.NUMERIC,
                        ColumnType.CATEGORICAL);
        Column length = schema.columns().getFirst();
        // as in the classical description of the set; 0.825301 is the standard deviation with divisor n
        assertThat(length.min()).isEqualTo(4.3);
        assertThat(length.max()).isEqualTo(7.9);
        assertThat(length.mean()).isCloseTo(5.843333333333334, within(1e-12));
        assertThat(length.standardDeviation()).isCloseTo(0.8253012917851409, within(1e-12));
        assertThat(length.distinct()).isEqualTo(35);
        assertThat(schema.columns().getLast().topCategories())
                .containsExactly(
                        new Column.Category("setosa", 50),
                        new Column.Category("versicolor", 50),
                        new Column.Category("virginica", 50));
    }

    @Test
    void typesOfBreastCancer() throws IOException {
        Schema schema = TestDatasets.csv(TestDatasets.file("breast_cancer.csv"), "diagnosis")
                .schema();
        assertThat(schema.rows()).isEqualTo(569);
        assertThat(schema.columns()).hasSize(31);
        assertThat(schema.columns().subList(0, 30)).allMatch(column -> column.type() == ColumnType.NUMERIC);
        assertThat(schema.columns().getLast().topCategories())
                .containsExactly(new Column.Category("benign", 357), new Column.Category("malignant", 212));
    }

    @Test
    void aStringOfJsonIsNoNumber() {
        DatasetReference dataset = TestDatasets.json("""
                {"columns": ["zip", "n", "mixed", "flag", "day"],
                 "rows": [["01234", 1, 1, true, "2024-01-01"], ["99999", 2.5, "1", false, "2024-01-02"]]}""");
        assertThat(dataset.schema().columns())
                .extracting(Column::type)
                .containsExactly(
                        ColumnType.CATEGORICAL,
                        ColumnType.NUMERIC,
                        ColumnType.CATEGORICAL,
                        ColumnType.BOOLEAN,
                        ColumnType.DATE);
    }

    @Test
    void labelsAreOrderedNumericallyIfAllAreIntegers() {
        assertThat(Labels.ordered(List.of("10", "9", "-1", "9"))).containsExactly("-1", "9", "10");
        assertThat(Labels.ordered(List.of("10", "9", "x"))).containsExactly("10", "9", "x");
        // U+FF5E comes before U+1D400 by code point, after it by UTF-16 unit
        assertThat(Labels.ordered(List.of("\ud835\udc00", "\uff5e"))).containsExactly("\uff5e", "\ud835\udc00");
    }
}
