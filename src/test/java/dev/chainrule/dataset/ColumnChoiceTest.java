package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which columns become features, and which are left out, with which word about it. */
class ColumnChoiceTest {

    private static Schema schema(String csv, Selection selection) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return TestDatasets.csv(new CsvRows(new ByteArrayInputStream(bytes)), selection)
                .schema();
    }

    private static Schema schema(String header, int rows, IntFunction<String> row) {
        String lines = String.join("\n", IntStream.range(0, rows).mapToObj(row).toList());
        return schema(header + "\n" + lines + "\n", Selection.NONE);
    }

    private static List<String> features(Schema schema) {
        return names(schema.choose(Selection.NONE).features());
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static Selection selection(List<String> target, List<String> features, @Nullable String weight) {
        return new Selection(target, features, List.of(), weight, Map.of());
    }

    @Test
    void constantsAndIdsAreLeftOut() {
        Schema schema = schema(
                "id,back,name,same,x,day",
                20,
                i -> (i + 7) + "," + (100 - i) + ",n" + i + ",s," + i % 3 + ",2024-01-" + (i + 10));
        assertThat(features(schema)).containsExactly("x", "day");
        assertThat(schema.warnings())
                .extracting(Schema.Warning::column)
                .containsExactlyInAnyOrder("id", "back", "name", "same");
        assertThat(schema.warnings()).extracting(Schema.Warning::message).allMatch(text -> text.contains("left out"));
    }

    /** Distinct, but not consecutive; or with gaps; or not whole; or missing in a row: no ids. */
    @Test
    void otherColumnsThatLookAlikeStay() {
        Schema schema = schema(
                "even,gap,half,most,level,rare",
                20,
                i -> 2 * i + "," + (i == 19 ? 20 : i) + "," + (i + 0.5) + "," + (i == 3 ? "" : "n" + i) + ",l" + i % 19
                        + "," + (i == 5 ? "there" : ""));
        assertThat(features(schema)).containsExactly("even", "gap", "half", "most", "level", "rare");
        assertThat(schema.warnings()).isEmpty();
    }

    /** The same rule where there are too many values to be counted. */
    @Test
    void idsOfManyRowsAreRecognized() {
        Schema schema = schema("id,twice,x", 30_000, i -> (i * 7919L % 30_000) + "," + i / 2 + "," + i * 0.25);
        assertThat(schema.columns().getFirst().distinctEstimated()).isTrue();
        assertThat(features(schema)).containsExactly("twice", "x");
    }

    @Test
    void whatFeaturesNamesStays() {
        Schema schema = schema("id,same,x", 20, i -> i + ",1," + i % 3);
        ChosenColumns named = schema.choose(selection(List.of("x"), List.of("same", "id"), null));
        assertThat(names(named.features())).containsExactly("same", "id");
        assertThat(named.warnings()).isEmpty();
    }

    @Test
    void theLastFeatureStays() {
        assertThat(features(schema("x,y", 20, i -> i + ",1"))).containsExactly("x");
        assertThat(names(schema("x,y", 20, i -> i + "," + i * i)
                        .choose(selection(List.of("y"), List.of(), null))
                        .features()))
                .containsExactly("x");
        assertThat(features(schema("a,b", 1, i -> "1,2"))).containsExactly("a", "b");
    }

    @Test
    void columnsWithoutAnyValueAreLeftOut() {
        Schema schema = schema("x,nothing", 5, i -> i * i + (i % 2 == 0 ? ",NA" : ","));
        assertThat(features(schema)).containsExactly("x");
        Column nothing = schema.columns().getLast();
        assertThat(nothing.missing()).isEqualTo(5);
        assertThat(nothing.min()).isNull();
        assertThat(schema.warnings())
                .containsExactly(new Schema.Warning("nothing", "has no value in any row, and is left out"));
    }

    @Test
    void rowsWithoutATargetAreCounted() {
        Schema schema = schema("x,y\n1,a\n3,\n5,b\n7,NA\n", new Selection(List.of("y"), List.of(), List.of()));
        assertThat(schema.warnings())
                .containsExactly(
                        new Schema.Warning("y", "is missing in 2 rows, which are left out of training and evaluation"));
    }

    @Test
    void decimalCommasAreMentioned() {
        Schema schema = schema("a;b\n1,5;2\n2,5;3\n1,5;7\n", Selection.NONE);
        assertThat(schema.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.column()).isEqualTo("a");
            assertThat(warning.message()).contains("1,5", "point");
        });
    }

    @Test
    void aWeightIsNoFeature() {
        Schema schema = schema("w,x,y", 20, i -> i % 2 + "," + i % 3 + "," + i % 5);
        ChosenColumns chosen = schema.choose(selection(List.of("y"), List.of(), "w"));
        assertThat(names(chosen.features())).containsExactly("x");
        assertThat(chosen.weight()).isEqualTo(schema.columns().getFirst());
        assertThat(chosen.selection().weight()).isEqualTo("w");
    }

    @Test
    void typesCanBeGivenAtUploadOrLater() {
        Map<String, ColumnType> types = Map.of("zip", ColumnType.CATEGORICAL);
        Schema given = schema("zip,x\n01,1\n1,3\n01,5\n", new Selection(List.of(), List.of(), List.of(), null, types));
        assertThat(given.columns().getFirst().type()).isEqualTo(ColumnType.CATEGORICAL);
        // as texts they differ, as numbers they would not
        assertThat(given.columns().getFirst().topCategories())
                .containsExactly(new Column.Category("01", 2), new Column.Category("1", 1));
        Schema inferred = schema("zip,x\n01,1\n1,3\n01,5\n", Selection.NONE);
        assertThat(inferred.columns().getFirst().type()).isEqualTo(ColumnType.NUMERIC);
        Selection later = new Selection(List.of("x"), List.of(), List.of(), null, types);
        ChosenColumns chosen = inferred.choose(later);
        assertThat(chosen.features().getFirst().type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(chosen.selection().types()).isEqualTo(types);
    }

    @Test
    void whatARequestSaysOverridesWhatTheDatasetSays() {
        Selection stored = new Selection(List.of("y"), List.of("a", "b"), List.of("c"), "w", Map.of());
        Selection request = new Selection(List.of("a"), List.of(), List.of("y"), null, Map.of("b", ColumnType.TEXT));
        assertThat(stored.overriddenBy(request))
                .isEqualTo(new Selection(List.of("a"), List.of("b"), List.of("y"), "w", Map.of("b", ColumnType.TEXT)));
        assertThat(stored.overriddenBy(Selection.NONE)).isEqualTo(stored);
    }
}
