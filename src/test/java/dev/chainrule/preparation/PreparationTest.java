package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.dataset.TestDatasets;
import dev.chainrule.engine.data.EncodedRows;
import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.math.RowEncoding;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.support.Api;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every way to prepare a table. */
class PreparationTest {

    private static final int ROWS = 400;

    /** The rows that are trained on; the others are held out. */
    private static final int[] TRAINING =
            IntStream.range(0, ROWS).filter(row -> row % 4 != 1).toArray();

    private static final String HEADER = "long,skewed,few,constant,kind,pair,seldom,flag,day,half,y,label\n";

    private static String row(Random random) {
        double x = random.nextGaussian();
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,7,%s,%s,%s,%s,%s,%s,%s,%s%n",
                1.7e9 + x * 1000,
                Math.exp(4 * x),
                random.nextInt(6),
                "k" + random.nextInt(5),
                random.nextBoolean() ? "yes" : "no",
                "s" + (int) Math.exp(4 * random.nextDouble()),
                random.nextBoolean(),
                java.time.LocalDate.ofEpochDay(15_000 + random.nextInt(2000)),
                random.nextInt(1000) / 1000.0,
                x * x + random.nextGaussian(),
                Math.sin(3 * x) > 0.2 ? "up" : "down");
    }

    /** @param heldOut seed of the rows that are not trained on */
    private static DatasetRows table(int heldOut, String target) {
        Random random = new Random(1);
        Random others = new Random(heldOut);
        StringBuilder csv = new StringBuilder(HEADER);
        for (int row = 0; row < ROWS; row++) {
            csv.append(row(row % 4 == 1 ? others : random));
        }
        return TestDatasets.csv(csv.toString(), target);
    }

    private static PreprocessingSpec spec(String json) {
        Faults faults = new Faults();
        PreprocessingSpec spec = PreprocessingJson.read(
                JsonObject.of(Api.json("{\"p\": " + json.replace('\'', '"') + "}"), "", faults),
                "p",
                DatasetKind.TABLE);
        faults.throwIfAny();
        return spec;
    }

    private static ChosenColumns columns(DatasetRows rows) {
        return rows.schema().choose(rows.schema().selection());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'numeric': 'min_max', 'date': 'calendar'}",
                "{'numeric': 'robust', 'missing': 'level'}",
                "{'numeric': 'none', 'missing': 'reject'}",
                "{'numeric': 'smooth_robust', 'categorical': {'type': 'one_hot', 'minCount': 5}}",
                "{'numeric': 'piecewise_linear', 'categorical': {'type': 'one_hot', 'maxLevels': 3}, 'date': 'calendar'}",
                "{'numeric': {'type': 'piecewise_linear', 'bins': 'tree', 'maxBins': 32}, 'date': 'calendar'}"
            })
    void rowsHeldOutTeachNothingAndPredictionsSeeWhatTrainingSaw(String json) {
        for (String target : List.of("y", "label")) {
            boolean classes = target.equals("label");
            DatasetRows rows = table(2, target);
            DatasetRows others = table(3, target);
            Preprocessor learned = Preprocessor.learn(spec(json), rows, columns(rows), TRAINING, classes);
            assertThat(Preprocessor.learn(spec(json), others, columns(others), TRAINING, classes))
                    .isEqualTo(learned);
            int[] all = IntStream.range(0, ROWS).toArray();
            assertThat(Preprocessor.learn(spec(json), others, columns(others), all, classes))
                    .isNotEqualTo(learned);
            assertThat(learned.featureNames()).hasSize(learned.featureCount());
            checkPredictions(Preprocessor.fromJson(learned.toJson()), learned, rows, all);
        }
    }

    /** The stored form is the same, and makes of JSON by name what the dataset became, to the bit. */
    private static void checkPredictions(Preprocessor stored, Preprocessor learned, DatasetRows rows, int[] all) {
        assertThat(stored).isEqualTo(learned);
        PreparedSamples samples = PreparedSamples.of(
                learned, rows, columns(rows), stored.target().names().size());
        float[] x = new float[ROWS * learned.featureCount()];
        samples.gather(all, 0, ROWS, x, new float[ROWS]);
        Faults faults = new Faults();
        EncodedInstances encoded = new InstanceEncoder(stored).read(instances(rows), "/instances", true, faults);
        assertThat(faults.list()).isEmpty();
        assertThat(Objects.requireNonNull(encoded).x(0)).isEqualTo(x);
        for (float feature : x) {
            assertThat(feature).isFinite();
        }
        checkEncoded(stored, samples, x, encoded);
    }

    /** Where rows are encoded for a network, they stand for the same features, also after an input comes from other rows. */
    private static void checkEncoded(
            Preprocessor stored, PreparedSamples samples, float[] x, EncodedInstances instances) {
        int features = stored.featureCount();
        NetworkSpec network = new NetworkSpec(features, List.of(new LayerSpec.Dense(4, new Activation.Linear())));
        PreparedSamples seen = samples.forNetworks(List.of(network));
        RowEncoding encoding = seen.encoding();
        assertThat(encoding.isPlain()).isEqualTo(2 * encoding.width() > features);
        if (encoding.isPlain()) {
            return;
        }
        int[] all = IntStream.range(0, ROWS).toArray();
        assertThat(expanded(seen, all)).isEqualTo(x);
        int[] reverse = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
        for (int input = 0; input < stored.inputs().size(); input++) {
            float[] plain = new float[x.length];
            samples.withInputFrom(input, reverse).gather(all, 0, ROWS, plain, new float[ROWS]);
            assertThat(expanded(seen.withInputFrom(input, reverse), all)).isEqualTo(plain);
        }
        EncodedInstances of = new EncodedInstances(
                ROWS,
                instances.numbers(),
                instances.levels(),
                new InstanceView[] {
                    new InstanceView(
                            0,
                            instances.views()[0].numbers(),
                            instances.views()[0].levels(),
                            new FeatureLayout(stored.inputs()).writer(true))
                },
                instances.unknownCategories());
        float[] encoded = new float[ROWS * encoding.width()];
        seen.gather(all, 0, ROWS, encoded, new float[ROWS]);
        assertThat(of.x(0)).isEqualTo(encoded);
    }

    private static float[] expanded(Samples samples, int[] rows) {
        RowEncoding encoding = samples.encoding();
        float[] encoded = new float[rows.length * encoding.width()];
        samples.gather(rows, 0, rows.length, encoded, new float[rows.length]);
        return new EncodedRows(encoding, encoded, new float[0], rows.length, 0).features();
    }

    private static ArrayNode instances(DatasetRows rows) {
        ArrayNode instances = JsonNodeFactory.instance.arrayNode();
        RowCursor cursor = rows.open();
        while (cursor.next()) {
            ObjectNode instance = instances.addObject();
            columns(rows).features().forEach(column -> {
                switch (column.type()) {
                    case NUMERIC -> instance.put(column.name(), cursor.number(column));
                    case BOOLEAN -> instance.put(column.name(), cursor.number(column) == 1);
                    case CATEGORICAL, TEXT, DATE -> instance.put(column.name(), cursor.text(column));
                }
            });
        }
        return instances;
    }
}
