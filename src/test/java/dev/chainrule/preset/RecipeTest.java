package dev.chainrule.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.preset.Table.Kind;
import dev.chainrule.support.Api;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class RecipeTest {

    private static ObjectNode request(Preset preset, Table table) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        new Recipe(preset, table, 7).write(request);
        return request;
    }

    private static List<String> names(JsonNode request) {
        return StreamSupport.stream(request.get("experts").spliterator(), false)
                .map(expert -> expert.get("name").stringValue())
                .toList();
    }

    @Test
    void theStandardOfATableWithTwoClasses() {
        JsonNode request = request(Preset.STANDARD, new Table(10_000, 10, 0, Kind.BINARY, 1));
        assertThat(names(request)).containsExactly("q", "s", "t");
        assertThat(request.get("validation").toString()).isEqualTo("{\"folds\":8}");
        assertThat(request.get("blend").stringValue()).isEqualTo("greedy");
        assertThat(request.get("experts").get(2).toString())
                .isEqualTo(Api.json("""
                {"name": "t",
                 "network": {"layers": [
                   {"type": "dense", "units": 128, "activation": "relu", "initializer": "he_normal"},
                   {"type": "dropout", "rate": 0.1},
                   {"type": "dense", "units": 128, "activation": "relu", "initializer": "he_normal"},
                   {"type": "dropout", "rate": 0.1},
                   {"type": "dense", "activation": "sigmoid", "initializer": "lecun_normal",
                    "biasInitializer": "target_prior"}]},
                 "preprocessing": {"numeric": {"type": "piecewise_linear", "bins": "tree", "maxBins": 32},
                                   "categorical": {"type": "one_hot", "minCount": 5, "maxLevels": 50},
                                   "missing": "level", "target": "standardize", "date": "calendar"},
                 "training": {"epochs": 60, "batchSize": 256, "seed": 7,
                              "loss": {"type": "binary_cross_entropy", "labelSmoothing": 0.1, "undo": true},
                              "optimizer": {"type": "adamw", "learningRate": 0.002, "weightDecay": 1.0, "decayBiases": false},
                              "schedule": "cosine",
                              "stop": {"patience": 16, "restoreBest": true}}}""").toString());
        JsonNode smooth = request.get("experts").get(1);
        assertThat(smooth.get("preprocessing").get("numeric").stringValue()).isEqualTo("smooth_robust");
        assertThat(smooth.get("network").get("layers").get(0).get("activation").stringValue())
                .isEqualTo("silu");
        assertThat(smooth.get("training").get("optimizer")).isEqualTo(Api.json("""
                {"type": "adamw", "learningRate": 0.005, "weightDecay": 0.1, "decayBiases": false}"""));
        assertThat(request.get("experts").get(0).get("preprocessing").get("numeric"))
                .isEqualTo(Api.json("""
                {"type": "piecewise_linear", "bins": "quantile", "maxBins": 16}"""));
    }

    @Test
    void quickHasFewerExpertsFoldsAndEpochs() {
        JsonNode request = request(Preset.QUICK, new Table(1000, 10, 0, Kind.REGRESSION, 2));
        assertThat(names(request)).containsExactly("q", "s");
        assertThat(request.get("validation").get("folds").intValue()).isEqualTo(4);
        JsonNode expert = request.get("experts").get(0);
        assertThat(expert.get("training").get("epochs").intValue()).isEqualTo(30);
        assertThat(expert.get("training").get("loss").toString()).isEqualTo("{\"type\":\"mean_squared_error\"}");
        assertThat(expert.get("preprocessing").get("target").toString())
                .isEqualTo("{\"type\":\"standardize\",\"clip\":true}");
        assertThat(expert.get("network").get("layers").get(4).get("activation").stringValue())
                .isEqualTo("linear");
    }

    @ParameterizedTest
    @CsvSource({"4, 32", "1448, 32", "1449, 64", "2896, 64", "2897, 128", "5792, 128", "5793, 256", "2000000, 256"})
    void aBatchIsAboutA32ndOfTheRows(long rows, int batchSize) {
        JsonNode request = request(Preset.STANDARD, new Table(rows, 3, 0, Kind.REGRESSION, 1));
        assertThat(request.get("experts")
                        .get(0)
                        .get("training")
                        .get("batchSize")
                        .intValue())
                .isEqualTo(batchSize);
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "15, 7", "16, 8", "1000, 8"})
    void smallTablesHaveFewerFolds(long rows, int folds) {
        assertThat(new Recipe(Preset.STANDARD, new Table(rows, 3, 0, Kind.REGRESSION, 1), 1).folds())
                .isEqualTo(folds);
    }

    @Test
    void whatLargeTablesCostIsBounded() {
        Recipe many = new Recipe(Preset.STANDARD, new Table(2_000_000, 20, 0, Kind.BINARY, 1), 1);
        assertThat(many.epochs(Expert.T)).isEqualTo(4);
        assertThat(many.operations()).isLessThan(2e14);
        Table wide = new Table(5_000, 3_000, 0, Kind.BINARY, 1);
        JsonNode request = request(Preset.STANDARD, wide);
        // one interval each would say nothing: z alone, and no trees
        assertThat(names(request)).containsExactly("q", "s");
        assertThat(request.get("experts")
                        .get(0)
                        .get("preprocessing")
                        .get("numeric")
                        .stringValue())
                .isEqualTo("smooth_robust");
        assertThat(new Recipe(Preset.STANDARD, wide, 1).operations()).isLessThan(5e13);
        JsonNode half = request(Preset.STANDARD, new Table(5_000, 512, 0, Kind.BINARY, 1));
        assertThat(half.get("experts")
                        .get(0)
                        .get("preprocessing")
                        .get("numeric")
                        .get("maxBins")
                        .intValue())
                .isEqualTo(8);
        assertThat(half.get("experts")
                        .get(2)
                        .get("preprocessing")
                        .get("numeric")
                        .get("maxBins")
                        .intValue())
                .isEqualTo(16);
        assertThat(new Recipe(Preset.STANDARD, new Table(20_000, 20, 0, Kind.MULTICLASS, 1000), 1).operations())
                .isLessThan(1e14);
    }

    @Test
    void bestHasWiderNetworksTooAndTrainsTheCheapOnesLonger() {
        Table table = new Table(1000, 10, 0, Kind.REGRESSION, 1);
        JsonNode request = request(Preset.BEST, table);
        assertThat(names(request)).containsExactly("q", "s", "t", "wide_q", "wide_s", "wide_t");
        int[] epochs = {120, 120, 60, 60, 60, 60};
        int[] patience = {24, 24, 16, 16, 16, 16};
        for (int i = 0; i < epochs.length; i++) {
            JsonNode training = request.get("experts").get(i).get("training");
            assertThat(training.get("epochs").intValue()).isEqualTo(epochs[i]);
            assertThat(training.get("stop").get("patience").intValue()).isEqualTo(patience[i]);
        }
    }

    /** 1,000,000 rows of 5 numbers, 100 classes, 3 experts: 400 MB for each answer. */
    @Test
    void memoryIsThatOfTheRowsAndOfWhatIsSaidOfThem() {
        Recipe recipe = new Recipe(Preset.STANDARD, new Table(1_000_000, 5, 0, Kind.MULTICLASS, 100), 1);
        assertThat(recipe.bytes()).isBetween(12 * 4e8, 13 * 4e8);
    }

    /** 10,000 rows, 10 columns: 16 or 32 intervals each, 8 folds, 60 epochs. */
    @Test
    void operationsAreSixAWeightARowAndAnEpoch() {
        Recipe recipe = new Recipe(Preset.STANDARD, new Table(10_000, 10, 0, Kind.BINARY, 1), 1);
        long q = 128L * (170 + 128 + 1);
        long t = 128L * (330 + 128 + 1);
        long s = 128L * (10 + 128 + 1);
        assertThat(recipe.weights(Expert.T)).isEqualTo(t);
        assertThat(recipe.operations()).isEqualTo(6.0 * (q + t + s) * 10_000 * 7 * 60);
    }
}
