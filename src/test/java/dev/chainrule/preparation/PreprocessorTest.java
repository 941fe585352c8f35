package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.TestDatasets;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreprocessorTest {

    private static final PreprocessingSpec TABLE = PreprocessingSpec.defaultFor(DatasetKind.TABLE);

    private static final String CSV = """
            size,color,ripe,day,price
            1,red,true,1970-01-02,10
            3,green,false,1970-01-04,20
            5,red,TRUE,1970-01-06,60
            1000,blue,true,2024-01-01,-1000
            """;

    private static DatasetRows rows() {
        return TestDatasets.csv(CSV, "price");
    }

    private static ChosenColumns columns(DatasetRows rows) {
        return rows.schema().choose(rows.schema().selection());
    }

    private static Preprocessor learn(PreprocessingSpec spec, int... training) {
        DatasetRows rows = rows();
        return Preprocessor.learn(spec, rows, columns(rows), training, false);
    }

    private static Transform linear(double fill, Scale scale) {
        return new Transform.Numeric(Part.VALUE, fill, scale, new Shape.Linear());
    }

    @Test
    void learnsMeansDeviationsAndCategories() {
        Preprocessor learned = learn(TABLE, 0, 1, 2);
        double deviation = Math.sqrt(8.0 / 3);
        assertThat(learned.inputs().get(0).transforms()).containsExactly(linear(3, new Scale(3, deviation)));
        assertThat(learned.inputs().get(1).transforms())
                .containsExactly(new Transform.OneHot(Part.VALUE, List.of("green", "red"), false, false, false, 1));
        assertThat(learned.inputs().get(2).transforms()).containsExactly(new Transform.Flag(true));
        assertThat(learned.inputs().get(3).transforms()).containsExactly(linear(3, new Scale(3, deviation)));
        assertThat(learned.featureNames()).containsExactly("size", "color=green", "color=red", "ripe", "day");
        TargetEncoding.Values target = (TargetEncoding.Values) learned.target();
        assertThat(target.values().getFirst().scale().center()).isEqualTo(30);
        assertThat(target.values().getFirst().scale().invert(0)).isEqualTo(30);
    }

    @Test
    void rowsHeldOutTeachNothing() {
        DatasetRows rows = rows();
        DatasetRows other = TestDatasets.csv(
                CSV.replace("1000,blue,true,2024-01-01,-1000", "7,violet,false,1999-01-01,3"), "price");
        int[] training = {0, 1, 2};
        assertThat(Preprocessor.learn(TABLE, other, columns(other), training, false))
                .isEqualTo(Preprocessor.learn(TABLE, rows, columns(rows), training, false))
                .isNotEqualTo(Preprocessor.learn(TABLE, other, columns(other), new int[] {0, 1, 2, 3}, false));
    }

    @Test
    void aConstantColumnIsDividedByOne() {
        assertThat(learn(TABLE, 1).inputs().getFirst().transforms()).containsExactly(linear(3, new Scale(3, 1)));
    }

    @Test
    void comesBackFromJson() {
        Preprocessor values = learn(TABLE, 0, 1, 2);
        assertThat(Preprocessor.fromJson(values.toJson())).isEqualTo(values);
        DatasetRows rows = TestDatasets.csv(CSV, "color");
        Preprocessor classes = Preprocessor.learn(TABLE, rows, columns(rows), new int[] {0, 1}, true);
        assertThat(Preprocessor.fromJson(classes.toJson())).isEqualTo(classes);
        assertThat(classes.target()).isEqualTo(new TargetEncoding.Classes("color", List.of("blue", "green", "red")));
    }

    @Test
    void samplesAreOneHotAndScaledWhenGathered() {
        DatasetRows rows = rows();
        Preprocessor learned = learn(TABLE, 0, 1, 2);
        PreparedSamples samples = PreparedSamples.of(learned, rows, columns(rows), 1);
        assertThat(samples.rows()).isEqualTo(4);
        assertThat(samples.inputs()).isEqualTo(5);
        float[] x = new float[3 * 5];
        float[] y = new float[3];
        // stale values must not shine through
        Arrays.fill(x, 9);
        samples.gather(new int[] {2, 3, 0, 1}, 1, 4, x, y);
        double deviation = Math.sqrt(8.0 / 3);
        assertThat(IntStream.range(5, 10).mapToObj(i -> x[i]))
                .containsExactly((float) (-2 / deviation), 0f, 1f, 1f, (float) (-2 / deviation));
        assertThat(IntStream.range(1, 4).mapToObj(i -> x[i])).containsExactly(0f, 0f, 1f);
        assertThat(samples.unknownCategories()).containsExactly(Map.entry("color", 1L));
        assertThat(samples.value(3, 0)).isEqualTo(-1000);
        assertThat(y[1]).isEqualTo((float) ((10 - 30) / Math.sqrt(1400.0 / 3)));
    }

    @Test
    void classesAreOneHotOrOneNumber() {
        DatasetRows rows = TestDatasets.csv("a,b\n1,no\n2,yes\n3,no\n", "b");
        Preprocessor learned = Preprocessor.learn(TABLE, rows, columns(rows), new int[] {0, 1, 2}, true);
        float[] x = new float[3];
        float[] y = new float[6];
        PreparedSamples.of(learned, rows, columns(rows), 2).gather(new int[] {0, 1, 2}, 0, 3, x, y);
        assertThat(y).containsExactly(1, 0, 0, 1, 1, 0);
        float[] single = new float[3];
        PreparedSamples.of(learned, rows, columns(rows), 1).gather(new int[] {0, 1, 2}, 0, 3, x, single);
        assertThat(single).containsExactly(0, 1, 0);
        assertThatThrownBy(() -> PreparedSamples.of(learned, rows, columns(rows), 3))
                .hasMessageContaining("3 != 2");
    }

    @Test
    void anIntegerTargetCanBeClasses() {
        DatasetRows rows = TestDatasets.csv("a,digit\n1,10\n2,9\n3,10.0\n", "digit");
        ChosenColumns columns = columns(rows);
        assertThat(columns.isClassification()).isFalse();
        assertThat(columns.whyNoClassification()).isEmpty();
        ClassLabels labels = ClassLabels.read(rows, columns.targets().getFirst());
        assertThat(labels.labels()).containsExactly("9", "10");
        assertThat(labels.classes()).containsExactly(1, 0, 1);
        DatasetRows halves = TestDatasets.csv("a,half\n1,0.5\n2,1\n", "half");
        assertThat(columns(halves).whyNoClassification().orElseThrow()).contains("not whole");
    }

    @Test
    void anotherDatasetMayHaveItsColumnsElsewhere() {
        DatasetRows rows = TestDatasets.csv("digit,kind,a\n1,x,1\n2,y,2\n2,y,2\n", "digit");
        Preprocessor learned = Preprocessor.learn(TABLE, rows, columns(rows), new int[] {0, 1}, true);
        DatasetRows other = TestDatasets.csv("more,a,kind,digit\nz,2,y,2\nz,1,q,7\n");
        Faults faults = new Faults();
        ChosenColumns found = Objects.requireNonNull(learned.columnsIn(other.schema(), "/dataset", faults));
        PreparedSamples samples = PreparedSamples.of(learned, other, found, 2);
        float[] x = new float[6];
        samples.gather(new int[] {0, 1}, 0, 2, x, new float[4]);
        assertThat(x).containsExactly(0, 1, 1, 0, 0, -1);
        assertThat(samples.classOf(0)).isEqualTo(1);
        assertThat(samples.unknownLabels()).containsExactly(Map.entry("7", 1L));
        assertThat(learned.columnsIn(TestDatasets.csv("a,digit\nx,1\n").schema(), "/dataset", faults))
                .isNull();
        assertThat(faults.list())
                .extracting(Fault::detail)
                .containsExactly(
                        "the dataset has no column \"kind\", which the model needs",
                        "the column \"a\" is categorical here, the model needs it numeric");
    }

    @Test
    void aMatrixIsFedAsItIs() {
        DatasetReference xor =
                TestDatasets.json("{\"inputs\": [[0,0],[0,1],[1,0],[1,1]], \"targets\": [[0],[1],[1],[0]]}");
        Preprocessor learned = Preprocessor.learn(
                PreprocessingSpec.defaultFor(DatasetKind.MATRIX), xor.rows(), xor.columns(), new int[] {0, 1}, false);
        assertThat(learned.featureNames()).containsExactly("x1", "x2");
        float[] x = new float[8];
        float[] y = new float[4];
        PreparedSamples.of(learned, xor.rows(), xor.columns(), 1).gather(new int[] {0, 1, 2, 3}, 0, 4, x, y);
        assertThat(x).containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
        assertThat(y).containsExactly(0, 1, 1, 0);
    }

    @Test
    void preparedIrisHasMeanZeroAndDeviationOne() throws IOException {
        DatasetRows rows =
                TestDatasets.csv(new String(TestDatasets.file("iris.csv"), StandardCharsets.UTF_8), "species");
        int[] all = IntStream.range(0, 150).toArray();
        Preprocessor learned = Preprocessor.learn(TABLE, rows, columns(rows), all, true);
        float[] x = new float[600];
        PreparedSamples.of(learned, rows, columns(rows), 3).gather(all, 0, 150, x, new float[450]);
        double mean =
                IntStream.range(0, 150).mapToDouble(i -> x[4 * i]).average().orElseThrow();
        double square = IntStream.range(0, 150)
                .mapToDouble(i -> x[4 * i] * x[4 * i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(1e-6));
        assertThat(square).isCloseTo(1, within(1e-6));
    }
}
