package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Several experts over the same folds, blended by what they say of rows that they have not seen. */
@IntegrationTest
class ExpertsIT {

    private static final int ROWS = 120;

    @Autowired
    private Api api;

    /** y steps with a and is linear in b; c says nothing. */
    private String upload(boolean classes) {
        StringBuilder csv = new StringBuilder("a,b,c,y\n");
        for (int row = 0; row < ROWS; row++) {
            double a = row * 37 % 101;
            double b = row * 13 % 29 / 10.0;
            double y = (a > 50 ? 4 : -4) + b + row % 7 / 20.0;
            csv.append(a)
                    .append(',')
                    .append(b)
                    .append(',')
                    .append(row % 2 == 0 ? "u" : "v")
                    .append(',');
            csv.append(classes ? (y > 1 ? "yes" : "no") : Double.toString(y)).append('\n');
        }
        Api.Answer answer = api.post("/datasets?target=y", csv.toString(), "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    private static String expert(String name, String last, String numeric, int epochs, String rate) {
        return """
                {"name": "%s",
                 "network": {"layers": [{"type": "dense", "units": 8, "activation": "relu"}, {"type": "dense"%s}]},
                 "preprocessing": {"numeric": %s},
                 "training": {"epochs": %d, "batchSize": 16, "seed": 4, "stop": {"patience": 30},
                              "optimizer": {"type": "adam", "learningRate": %s}}}""".formatted(name, last, numeric, epochs, rate);
    }

    private static String request(String model, String dataset, String blend, String... experts) {
        return """
                {"modelName": "%s", "dataset": {"id": "%s"}, "experts": [%s], "validation": {"folds": 4}, "blend": "%s"}""".formatted(model, dataset, String.join(", ", experts), blend);
    }

    private static final String TREES = "{\"type\": \"piecewise_linear\", \"bins\": \"tree\"}";

    private static String[] three(String last) {
        return new String[] {
            expert("smooth", last, "\"standardize\"", 40, "0.01"),
            expert("asleep", last, "\"standardize\"", 1, "1e-9"),
            expert("trees", last, TREES, 40, "0.01")
        };
    }

    private JsonNode succeeded(String request) {
        JsonNode job = api.train(request);
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    private List<JsonNode> parameters(String model) {
        int members = api.get("/models/" + model).at("/members").asInt();
        List<JsonNode> all = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            all.add(api.get("/models/" + model + "/parameters?member=" + member).json());
        }
        return all;
    }

    @Test
    void theOnesThatHelpAreKeptAndTheResolvedRequestGivesThemAgain() {
        String dataset = upload(false);
        JsonNode job = succeeded(request("blended", dataset, "greedy", three("")));
        assertThat(job.path("members").asInt()).isEqualTo(12);
        assertThat(job.has("network") || job.has("training")).isFalse();
        assertThat(job.at("/experts/2/preprocessing/numeric/bins").asString()).isEqualTo("tree");
        JsonNode model = api.get("/models/blended").json();
        JsonNode experts = model.at("/metrics/experts");
        assertThat(experts).hasSize(3);
        double weights = 0;
        int kept = 0;
        for (JsonNode expert : experts) {
            weights += expert.path("weight").asDouble();
            kept += expert.path("weight").asDouble() > 0 ? 1 : 0;
            assertThat(model.at("/metrics/validation/rmse").asDouble())
                    .isLessThanOrEqualTo(expert.at("/validation/rmse").asDouble() + 1e-6);
        }
        assertThat(weights).isCloseTo(1, within(1e-12));
        assertThat(experts.at("/1/weight").asDouble()).isZero();
        assertThat(experts.at("/2/weight").asDouble()).isPositive();
        assertThat(model.path("members").asInt()).isEqualTo(4 * kept).isLessThan(12);
        assertThat(model.path("experts")).hasSize(kept);
        JsonNode last = model.path("experts").path(kept - 1);
        assertThat(last.path("name").asString()).isEqualTo("trees");
        assertThat(last.path("weight")).isEqualTo(experts.at("/2/weight"));
        assertThat(last.path("members").asInt()).isEqualTo(4);
        assertThat(last.path("network")).isEqualTo(job.at("/experts/2/network"));
        JsonNode evaluation = api.post(
                        "/models/blended/evaluations", "{\"dataset\": {\"id\": \"%s\"}}".formatted(dataset))
                .json();
        assertThat(evaluation.at("/metrics/rmse").asDouble())
                .isCloseTo(model.at("/metrics/train/rmse").asDouble(), within(1e-5));
        assertThat(api.get("/models/blended/predictions?a=80&b=1&c=u")
                        .at("/predictions/0/value")
                        .asDouble())
                .isCloseTo(5, within(1.0));

        ObjectNode again = (ObjectNode) Api.json("{\"modelName\": \"blended-again\"}");
        again.putObject("dataset").put("id", dataset).put("target", "y");
        for (String property : List.of("experts", "validation", "blend")) {
            again.set(property, job.path(property));
        }
        succeeded(again.toString());
        assertThat(parameters("blended-again")).isEqualTo(parameters("blended"));
        assertThat(api.get("/models/blended-again").at("/metrics")).isEqualTo(model.path("metrics"));
    }

    @Test
    void classesAreBlendedAsProbabilities() {
        String dataset = upload(true);
        succeeded(request("classes", dataset, "mean", three(", \"activation\": \"sigmoid\"")));
        JsonNode model = api.get("/models/classes").json();
        assertThat(model.path("members").asInt()).isEqualTo(12);
        assertThat(model.at("/metrics/experts/1/weight").asDouble()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(model.at("/metrics/validation/accuracy").asDouble()).isGreaterThan(0.8);
        assertThat(model.at("/metrics/folds/mean/logLoss").isNumber()).isTrue();
        JsonNode prediction =
                api.get("/models/classes/predictions?a=80&b=1&c=u").at("/predictions/0");
        assertThat(prediction.path("label").asString()).isEqualTo("yes");
        assertThat(prediction.at("/probabilities/yes").asDouble()
                        + prediction.at("/probabilities/no").asDouble())
                .isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "blend": "greedy"            | "blend": "best"                      | /blend
            "validation": {"folds": 4},  | ``                                   | /validation
            {"folds": 4}                 | {"split": 0.2}                       | /validation
            {"folds": 4}                 | {"folds": 121}                       | /validation/folds
            "name": "one"                | "name": "two"                        | /experts/1/name
            "name": "one",               | ``                                   | /experts/0/name
            "epochs": 3                  | "epochs": 0                          | /experts/0/training/epochs
            "epochs": 3                  | "validation": {"split": 0.5}         | /experts/0/training/validation
            "units": 8                   | "unit": 8                            | /experts/0/network/layers/0/unit,/experts/0/network/layers/0/units
            "blend": "greedy"            | "training": {}                       | /training
            "units": 1                   | "units": 1, "activation": "softmax"  | /experts/0/network/layers/1/activation
            """)
    void whatCannotBeBlendedIsRefused(String from, String to, String pointers) {
        String dataset = upload(false);
        String first = expert("one", ", \"units\": 1", "\"none\"", 3, "0.1");
        String second = expert("two", "", "\"none\"", 5, "0.1");
        String request = request("refused", dataset, "greedy", first, second);
        assertThat(request).contains(from);
        String changed = request.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        Api.Answer answer = api.post("/training-jobs?dryRun=true", changed);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.pointers()).as(answer.body()).containsExactlyInAnyOrder(pointers.split(","));
        Api.Answer plan = api.post("/training-jobs?dryRun=true", request);
        assertThat(plan.status()).as(plan.body()).isEqualTo(200);
        assertThat(plan.at("/members").asInt()).isEqualTo(8);
        assertThat(plan.at("/experts/1/training/epochs").asInt()).isEqualTo(5);
    }
}
