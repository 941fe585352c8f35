package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.TestDatasets;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceEncoderTest {

    private static final DatasetRows ROWS = TestDatasets.csv("""
            size,color,ripe,day,y
            1,red,true,1970-01-02,10
            3,green,false,1970-01-04,20
            3,green,false,1970-01-04,20
            """, "y");

    private static final InstanceEncoder ENCODER = new InstanceEncoder(Preprocessor.learn(
            PreprocessingSpec.defaultFor(DatasetKind.TABLE),
            ROWS,
            ROWS.schema().choose(ROWS.schema().selection()),
            new int[] {0, 1},
            false));

    private static float[] encode(String json) {
        Faults faults = new Faults();
        EncodedInstances encoded = ENCODER.read(Api.json(json), "/instances", false, faults);
        faults.throwIfAny();
        return Objects.requireNonNull(encoded).x(0);
    }

    @Test
    void byPositionAndByNameAreTheSame() {
        float[] expected = {2, 0, 1, 0, -1};
        assertThat(encode("[[4, \"red\", false, \"1970-01-02\"]]")).isEqualTo(expected);
        assertThat(encode("[{\"day\": \"1970-01-02\", \"ripe\": \"FALSE\", \"size\": 4, \"color\": \" red \"}]"))
                .isEqualTo(expected);
        Faults faults = new Faults();
        EncodedInstances named = ENCODER.readByName(
                Map.of("size", "4.0", "color", "red", "ripe", "False", "day", "1970-01-02"), false, faults);
        EncodedInstances placed =
                ENCODER.readByPosition("x", List.of("4", "red", "false", "1970-01-02"), false, faults);
        assertThat(faults.list()).isEmpty();
        assertThat(Objects.requireNonNull(named).x(0)).isEqualTo(expected);
        assertThat(Objects.requireNonNull(placed).x(0)).isEqualTo(expected);
    }

    @Test
    void theTrainingRowsAreEncodedAsTheyWereForTraining() {
        float[] x = new float[10];
        PreparedSamples.of(
                        Preprocessor.learn(
                                PreprocessingSpec.defaultFor(DatasetKind.TABLE),
                                ROWS,
                                ROWS.schema().choose(ROWS.schema().selection()),
                                new int[] {0, 1},
                                false),
                        ROWS,
                        ROWS.schema().choose(ROWS.schema().selection()),
                        1)
                .gather(new int[] {0, 1}, 0, 2, x, new float[2]);
        assertThat(encode("[[1, \"red\", true, \"1970-01-02\"], [3, \"green\", false, \"1970-01-04\"]]"))
                .isEqualTo(x);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/instances|array of instances",
                "[1]|/instances/0|array of 4 values or an object",
                "[[1, 'red', true]]|/instances/0|had 3",
                "[['1', 'red', true, '1970-01-02']]|/instances/0/0|size must be a number",
                "[[1e999, 'red', true, '1970-01-02']]|/instances/0/0|size is too large",
                "[[true, 'red', true, '1970-01-02']]|/instances/0/0|size must be a number",
                "[[1, 'mauve', true, '1970-01-02']]|/instances/0/1|color has an unknown category, \"mauve\"; known are green, red",
                "[[1, [], true, '1970-01-02']]|/instances/0/1|color must be a category",
                "[[1, 'red', 1, '1970-01-02']]|/instances/0/2|ripe must be true or false",
                "[[1, 'red', true, 1]]|/instances/0/3|day must be an ISO 8601 date",
                "[[1, 'red', true, '1970-13-02']]|/instances/0/3|day must be an ISO 8601 date",
                "[{'size': 1, 'color': 'red', 'ripe': true}]|/instances/0/day|\"day\" is missing",
                "[{'size': 1, 'color': 'red', 'ripe': true, 'day': '1970-01-02', 'Size': 2}]|/instances/0/Size|no such feature"
            })
    void namesTheInstanceAndTheFeature(String json, String pointer, String detail) {
        Faults faults = new Faults();
        assertThat(ENCODER.read(Api.json(json.replace('\'', '"')), "/instances", false, faults))
                .isNull();
        assertThat(faults.list()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail);
        });
    }

    @Test
    void namesEveryFaultOfAnObject() {
        Faults faults = new Faults();
        ENCODER.read(
                Api.json("[{\"a/b\": 1, \"size\": \"x\", \"color\": \"mauve\", \"ripe\": 2}]"),
                "/instances",
                false,
                faults);
        assertThat(faults.list())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/instances/0/a~1b",
                        "/instances/0/size",
                        "/instances/0/color",
                        "/instances/0/ripe",
                        "/instances/0/day");
    }

    @Test
    void anUnknownCategoryCanBeIgnored() {
        Faults faults = new Faults();
        EncodedInstances encoded = Objects.requireNonNull(
                ENCODER.read(Api.json("[[2, \"mauve\", true, \"1970-01-03\"]]"), "/instances", true, faults));
        assertThat(encoded.x(0)).containsExactly(0, 0, 0, 1, 0);
        assertThat(encoded.unknownCategories()).containsExactly(Map.entry("color", 1L));
    }

    @Test
    void missingValuesAreFilledInAsTrainingWould() {
        assertThat(encode("[[null, \"NA\", \"\", null]]")).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void aModelThatRejectsMissingValuesDoesSoAlways() {
        PreprocessingSpec table = PreprocessingSpec.defaultFor(DatasetKind.TABLE);
        InstanceEncoder strict = new InstanceEncoder(Preprocessor.learn(
                new PreprocessingSpec(
                        table.numeric(),
                        table.categorical(),
                        PreprocessingSpec.Missing.REJECT,
                        table.target(),
                        table.date()),
                ROWS,
                ROWS.schema().choose(ROWS.schema().selection()),
                new int[] {0, 1},
                false));
        Faults faults = new Faults();
        assertThat(strict.read(Api.json("[[null, \"\", true, null]]"), "/instances", true, faults))
                .isNull();
        assertThat(faults.list())
                .extracting(Fault::pointer)
                .containsExactly("/instances/0/0", "/instances/0/1", "/instances/0/3");
        assertThat(faults.list().getFirst().detail()).contains("reject missing values");
    }
}
