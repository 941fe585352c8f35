package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A table and nothing else: what is chosen for it is an ordinary request. */
@IntegrationTest
class PresetIT {

    private static final int ROWS = 160;

    @Autowired
    private Api api;

    private String upload() {
        StringBuilder csv = new StringBuilder("a,b,kind,label\n");
        for (int row = 0; row < ROWS; row++) {
            int a = row * 37 % 101;
            int b = row * 13 % 29;
            String label = (a > 50) == (b > 14) ? "same" : "other";
            csv.append(a)
                    .append(".5,")
                    .append(b)
                    .append(row % 3 == 0 ? ".25,u," : ".75,v,")
                    .append(label)
                    .append('\n');
        }
        Api.Answer answer = api.post("/datasets?target=label", csv.toString(), "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    private static String request(String model, String dataset, String more) {
        return "{\"modelName\": \"%s\", \"dataset\": {\"id\": \"%s\"}%s}".formatted(model, dataset, more);
    }

    @Test
    void aDryRunShowsWhatWasChosenAndWhatItCosts() {
        Api.Answer answer = api.post("/training-jobs?dryRun=true", "{\"dataset\": {\"id\": \"" + upload() + "\"}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode plan = answer.json();
        assertThat(plan.path("experts")).hasSize(3);
        assertThat(plan.at("/experts/0/name").asString()).isEqualTo("q");
        assertThat(plan.at("/experts/2/preprocessing/numeric/bins").asString()).isEqualTo("tree");
        assertThat(plan.at("/experts/1/network/layers/4/biasInitializer").asString())
                .isEqualTo("target_prior");
        assertThat(plan.at("/validation/folds").asInt()).isEqualTo(8);
        assertThat(plan.path("members").asInt()).isEqualTo(24);
        assertThat(plan.path("memoryEstimateBytes").asLong()).isPositive();
        assertThat(plan.path("operationsEstimate").asDouble()).isBetween(1e9, 1e12);
    }

    @Test
    void quickLearnsATableAndSentBackItIsTheSameModel() {
        String dataset = upload();
        JsonNode job = api.train(request("quick", dataset, ", \"preset\": \"quick\", \"training\": {\"seed\": 5}"));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        JsonNode model = api.get("/models/quick").json();
        assertThat(model.at("/metrics/validation/rocAuc").asDouble()).isGreaterThan(0.8);
        ObjectNode again = (ObjectNode) Api.json("{\"modelName\": \"quick-again\"}");
        again.putObject("dataset").put("id", dataset);
        for (String part : new String[] {"experts", "validation", "blend"}) {
            again.set(part, job.get(part));
        }
        assertThat(api.train(again.toString()).path("status").asString()).isEqualTo("succeeded");
        assertThat(api.get("/models/quick-again").json().path("metrics")).isEqualTo(model.path("metrics"));
        for (String path : new String[] {"/parameters?member=0", "/parameters?member=3"}) {
            assertThat(api.get("/models/quick-again" + path).json())
                    .isEqualTo(api.get("/models/quick" + path).json());
        }
    }

    /**
     * With labels that have nothing to do with the rest, what is said of rows held out is worth no more than the shares of the classes: no
     * member has trained on them. (That bins of trees are learned without them shows in TreeBinsOfFoldsTest.)
     */
    @Test
    void nothingIsKnownOfShuffledLabels() {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder csv = new StringBuilder("label,kind");
        IntStream.range(0, 20).forEach(column -> csv.append(",c").append(column));
        for (int row = 0; row < 300; row++) {
            csv.append("%n%s,%c".formatted(random.nextBoolean(), 'p' + random.nextInt(8)));
            random.doubles(20).forEach(value -> csv.append(',').append(value));
        }
        String dataset = api.post("/datasets?target=label", csv.toString(), "text/csv")
                .at("/id")
                .asString();
        JsonNode job = api.train(request("shuffled", dataset, ", \"training\": {\"seed\": 1}"));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        JsonNode metrics = api.get("/models/shuffled").json().path("metrics");
        double standardError = metrics.at("/folds/standardDeviation/logLoss").asDouble() / Math.sqrt(8);
        List<JsonNode> measured = new ArrayList<>(List.of(metrics.path("validation")));
        metrics.path("experts").forEach(expert -> measured.add(expert.path("validation")));
        assertThat(measured)
                .hasSize(4)
                .allSatisfy(values -> assertThat(values.path("logLoss").asDouble())
                        .isGreaterThan(metrics.at("/baseline/logLoss").asDouble() - 2 * standardError));
    }

    /** A class with one row, fewer rows than folds, more columns than rows. */
    @ParameterizedTest
    @CsvSource({"9, 2, true", "5, 1, false", "12, 40, false"})
    void smallTablesAreLearnedToo(int rows, int columns, boolean classes) {
        StringBuilder csv = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            csv.append("c").append(column).append(',');
        }
        csv.append("y\n");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                csv.append((row * 7 + column * 3) % 11).append(".5,");
            }
            String label = row == 0 ? "once" : row % 2 == 0 ? "even" : "odd";
            csv.append(classes ? label : row * row + ".25").append('\n');
        }
        Api.Answer dataset = api.post("/datasets?target=y", csv.toString(), "text/csv");
        assertThat(dataset.status()).as(dataset.body()).isEqualTo(201);
        String model = "small-" + rows;
        String request =
                request(model, dataset.at("/id").asString(), ", \"preset\": \"quick\", \"training\": {\"seed\": 2}");
        JsonNode job = api.train(request);
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.path("members").asInt()).isEqualTo(2 * Math.min(4, rows / 2));
        String metric = classes ? "logLoss" : "rmse";
        assertThat(api.get("/models/" + model)
                        .at("/metrics/validation/" + metric)
                        .isNumber())
                .isTrue();
    }

    @Test
    void aMatrixTakesANetworkOfItsOwner() {
        Api.Answer answer = api.post(
                "/training-jobs",
                "{\"dataset\": {\"inputs\": [[0], [1]], \"targets\": [[0], [1]]}, \"preset\": \"quick\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/network");
        assertThat(answer.body()).contains("matrix");
    }
}
