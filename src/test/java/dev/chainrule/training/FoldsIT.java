package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.Trainer;
import dev.chainrule.engine.train.TrainingListener;
import dev.chainrule.engine.train.TrainingState;
import dev.chainrule.engine.train.Trainings;
import dev.chainrule.preparation.PreparedSamples;
import dev.chainrule.support.Api;
import dev.chainrule.support.EventClient;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Members of folds: trained side by side, measured by what they have not seen. */
@IntegrationTest
class FoldsIT {

    private static final int ROWS = 60;
    private static final long SEED = 9;

    @Autowired
    private Api api;

    @Autowired
    private Planner planner;

    @Autowired
    private Environment environment;

    private static double[][] table() {
        double[][] rows = new double[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            double a = row * 7 % 31;
            double b = row * row % 17;
            rows[row] = new double[] {a, b, 100 + 3 * a - 5 * b + row % 5};
        }
        return rows;
    }

    private String upload(double[][] rows) {
        StringBuilder csv = new StringBuilder("a,b,y\n");
        for (double[] row : rows) {
            csv.append(row[0])
                    .append(',')
                    .append(row[1])
                    .append(',')
                    .append(row[2])
                    .append('\n');
        }
        Api.Answer answer = api.post("/datasets?target=y", csv.toString(), "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    /** A linear regression of three members. */
    private static String linear(String modelName, String dataset, int epochs, String more) {
        return """
                {"modelName": "%s", "network": {"layers": [{"type": "dense"}]}, "dataset": {"id": "%s"}, %s
                 "training": {"epochs": %d, "batchSize": 8, "seed": %d, "validation": {"folds": 3},
                              "optimizer": {"type": "sgd", "learningRate": 0.02, "momentum": 0.5}}}""".formatted(modelName, dataset, more, epochs, SEED);
    }

    private JsonNode succeeded(String request) {
        JsonNode job = api.train(request);
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    private JsonNode parameters(String model, int member) {
        Api.Answer answer = api.get("/models/" + model + "/parameters?member=" + member);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.at("/parameters/0");
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values, double divisor) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / divisor);
    }

    private static double[] column(double[][] table, int column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> table[row][column]).toArray();
    }

    @Test
    void whatIsMeasuredIsWhatEachMemberSaysOfTheRowsThatItHasNotSeen() {
        double[][] table = table();
        String dataset = upload(table);
        JsonNode job = succeeded(linear("folds", dataset, 20, ""));
        assertThat(job.path("members").asInt()).isEqualTo(3);
        JsonNode model = api.get("/models/folds").json();
        assertThat(model.path("members").asInt()).isEqualTo(3);
        assertThat(model.path("parameterCount").asInt()).isEqualTo(9);

        int[] all = IntStream.range(0, ROWS).toArray();
        double[] center = new double[2];
        double[] scale = new double[2];
        for (int i = 0; i < 2; i++) {
            center[i] = mean(column(table, i, all));
            scale[i] = deviation(column(table, i, all), ROWS);
        }
        List<ValidationSplit> folds = ValidationSplit.folds(new int[ROWS], 1, 3, SEED);
        double[] outOfFold = new double[ROWS];
        double[] together = new double[ROWS];
        for (int member = 0; member < 3; member++) {
            JsonNode layer = parameters("folds", member);
            double[] own = column(table, 2, folds.get(member).training());
            for (int row : all) {
                double z = layer.at("/bias/0").asDouble();
                for (int i = 0; i < 2; i++) {
                    z += layer.at("/weights/" + i + "/0").asDouble() * (table[row][i] - center[i]) / scale[i];
                }
                double value = z * deviation(own, own.length) + mean(own);
                together[row] += value / 3;
                if (Arrays.binarySearch(folds.get(member).validation(), row) >= 0) {
                    outOfFold[row] = value;
                }
            }
        }
        assertThat(model.at("/metrics/validation/rmse").asDouble())
                .isCloseTo(rmse(table, outOfFold, all), within(1e-4));
        assertThat(model.at("/metrics/train/rmse").asDouble()).isCloseTo(rmse(table, together, all), within(1e-4));
        double[] ofFolds = folds.stream()
                .mapToDouble(fold -> rmse(table, outOfFold, fold.validation()))
                .toArray();
        assertThat(model.at("/metrics/folds/mean/rmse").asDouble()).isCloseTo(mean(ofFolds), within(1e-4));
        assertThat(model.at("/metrics/folds/standardDeviation/rmse").asDouble())
                .isCloseTo(deviation(ofFolds, 2), within(1e-4));
        assertThat(api.get("/models/folds/predictions?a=%s&b=%s".formatted(table[7][0], table[7][1]))
                        .at("/predictions/0/value")
                        .asDouble())
                .isCloseTo(together[7], within(1e-3));
        JsonNode evaluation = api.post(
                        "/models/folds/evaluations", "{\"dataset\": {\"id\": \"%s\"}}".formatted(dataset))
                .json();
        assertThat(evaluation.at("/metrics/rmse").asDouble())
                .isCloseTo(model.at("/metrics/train/rmse").asDouble(), within(1e-6));
    }

    private static double rmse(double[][] table, double[] predictions, int[] rows) {
        double squares = 0;
        for (int row : rows) {
            double error = predictions[row] - table[row][2];
            squares += error * error;
        }
        return Math.sqrt(squares / rows.length);
    }

    @Test
    void aRowThatIsHeldOutTeachesItsMemberNothing() {
        // what does not see the target may be learned from all rows: here nothing is
        String untouched = "\"preprocessing\": {\"numeric\": \"none\"},";
        String network = "\"learningRate\": 0.02";
        double[][] table = table();
        int[] held = ValidationSplit.folds(new int[ROWS], 1, 3, SEED).get(1).validation();
        double[][] changed = table();
        changed[held[3]] = new double[] {1, 2, 40};
        String slow = "\"learningRate\": 0.0001";
        succeeded(linear("seen", upload(table), 5, untouched).replace(network, slow));
        succeeded(linear("seen-changed", upload(changed), 5, untouched).replace(network, slow));
        assertThat(parameters("seen-changed", 1)).isEqualTo(parameters("seen", 1));
        assertThat(parameters("seen-changed", 0)).isNotEqualTo(parameters("seen", 0));
        assertThat(parameters("seen-changed", 2)).isNotEqualTo(parameters("seen", 2));

        // and with everything learned: its target alone
        double[][] other = table();
        other[held[3]][2] = -1000;
        succeeded(linear("target", upload(table), 5, ""));
        succeeded(linear("target-changed", upload(other), 5, ""));
        assertThat(parameters("target-changed", 1)).isEqualTo(parameters("target", 1));
        assertThat(parameters("target-changed", 0)).isNotEqualTo(parameters("target", 0));
    }

    @Test
    void sideBySideTheyAreWhatTheyAreOneAfterTheOther() {
        String request = linear("beside", upload(table()), 30, "");
        succeeded(request);
        TrainingPlan plan = planner.plan(Api.json(request));
        PlanRows rows = new PlanRows(plan);
        Set<Long> seeds = new HashSet<>();
        for (MemberPlan member : plan.members()) {
            seeds.add(member.spec().seed());
            PreparedSamples samples = rows.samples(member);
            RowSet training = rows.training(samples, member);
            TrainingState state = member.initialState(plan.expert(), training);
            new Trainer(
                            plan.expert().networkSpec(),
                            member.spec(),
                            training,
                            rows.validation(samples, member),
                            plan.task(),
                            member.target().units(1))
                    .run(state, new Trainings.Listener((now, report) -> TrainingListener.Signal.CONTINUE));
            float[] parameters = state.parameters().values();
            JsonNode layer = parameters("beside", member.member());
            assertThat(layer.at("/weights/0/0").floatValue()).isEqualTo(parameters[0]);
            assertThat(layer.at("/weights/1/0").floatValue()).isEqualTo(parameters[1]);
            assertThat(layer.at("/bias/0").floatValue()).isEqualTo(parameters[2]);
        }
        assertThat(seeds).hasSize(3).contains(SEED);
    }

    @Test
    void everyMemberHasAHistoryOfItsOwn() {
        JsonNode job = succeeded(linear("history", upload(table()), 12, ""));
        String path = "/training-jobs/" + job.path("id").asString();
        JsonNode all = api.get(path + "/history").at("/epochs");
        assertThat(all).hasSize(36);
        for (int member = 0; member < 3; member++) {
            JsonNode own = api.get(path + "/history?member=" + member).at("/epochs");
            assertThat(own).hasSize(12);
            for (int i = 0; i < 12; i++) {
                assertThat(own.get(i)).isEqualTo(all.get(member * 12 + i));
                assertThat(own.get(i).path("member").asInt()).isEqualTo(member);
                assertThat(own.get(i).path("epoch").asInt()).isEqualTo(i + 1);
                assertThat(own.get(i).path("validationLoss").isNumber()).isTrue();
            }
        }
        JsonNode thinned = api.get(path + "/history?points=7").json();
        assertThat(thinned.path("epochs")).hasSize(7);
        assertThat(thinned.path("downsampled").asBoolean()).isTrue();
        assertThat(api.get(path + "/history?member=3").status()).isEqualTo(422);
        assertThat(job.at("/progress/fraction").asDouble()).isEqualTo(1);
        assertThat(job.at("/latest/epoch").asInt()).isEqualTo(12);
        double lowest = Double.POSITIVE_INFINITY;
        for (JsonNode epoch : all) {
            lowest = Math.min(lowest, epoch.path("validationLoss").asDouble());
        }
        assertThat(job.at("/best/validationLoss").asDouble()).isEqualTo(lowest);

        List<String> told = new ArrayList<>();
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (EventClient stream = new EventClient(port, path + "/events", null)) {
            for (EventClient.Event event : stream.all()) {
                if (event.type().equals("epoch") || event.type().equals("checkpoint")) {
                    told.add(event.type() + event.data().path("member") + "/"
                            + event.data().path("epoch"));
                }
            }
        }
        assertThat(told).doesNotHaveDuplicates().hasSize(39).contains("epoch2/12", "checkpoint0/10", "checkpoint2/10");
        assertThat(api.get(path + "/checkpoints").at("/items")).hasSize(3);
        assertThat(api.get("/models/history/predictions?x=1,2&checkpoint=10").status())
                .isEqualTo(200);
        assertThat(api.get("/models/history/predictions?x=1,2&checkpoint=11").status())
                .isEqualTo(404);
    }

    @Test
    void pausedAmongTheFoldsTheyEndInTheSameBits() {
        String dataset = upload(table());
        String request = linear("calm-folds", dataset, 6_000, "")
                .replace(
                        "{\"layers\": [",
                        "{\"layers\": [{\"type\": \"dense\", \"units\": 24, \"activation\": \"tanh\"}, ");
        succeeded(request);
        String job = api.post("/training-jobs", request.replace("calm-folds", "paused-folds"))
                .at("/id")
                .asString();
        for (int pauses = 0; pauses < 2; pauses++) {
            int before = pauses;
            JsonNode now = api.awaitJob(
                    job,
                    found -> found.path("finishedAt").isString()
                            || found.at("/progress/fraction").asDouble() > 0.15 + 0.4 * before);
            assertThat(now.path("status").asString()).isEqualTo("running");
            assertThat(now.at("/progress/remainingSeconds").isNumber()).isTrue();
            Api.Answer paused = api.post("/training-jobs/" + job + "/pause", "");
            assertThat(paused.at("/status").asString()).as(paused.body()).isEqualTo("paused");
            assertThat(api.post("/training-jobs/" + job + "/resume", "").status())
                    .isEqualTo(200);
        }
        JsonNode ended = api.await(job);
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
        for (int member = 0; member < 3; member++) {
            assertThat(parameters("paused-folds", member)).isEqualTo(parameters("calm-folds", member));
        }
        assertThat(api.get("/models/paused-folds").at("/metrics"))
                .isEqualTo(api.get("/models/calm-folds").at("/metrics"));
    }

    @Test
    void cancelledItLeavesWhatItsMembersHave() {
        String dataset = upload(table());
        String job = api.post("/training-jobs", linear("left-folds", dataset, 1_000_000, ""))
                .at("/id")
                .asString();
        api.awaitJob(
                job,
                now -> !api.get("/training-jobs/" + job + "/checkpoints")
                        .at("/items")
                        .isEmpty());
        JsonNode cancelled = api.post("/training-jobs/" + job + "/cancel", "").json();
        assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.path("modelVersion").asInt()).isEqualTo(1);
        JsonNode model = api.get("/models/left-folds").json();
        assertThat(model.path("members").asInt()).isBetween(1, 2);
        assertThat(model.at("/metrics/validation/rmse").isNumber()).isTrue();
        assertThat(api.get("/models/left-folds/predictions?x=1,2").status()).isEqualTo(200);
    }

    @Test
    void aMemberThatDivergesFailsTheJobAndIsNamed() {
        JsonNode job = api.train(linear("diverging", upload(table()), 50, "")
                .replace("\"learningRate\": 0.02", "\"learningRate\": 1e6"));
        assertThat(job.path("status").asString()).isEqualTo("failed");
        assertThat(job.at("/error/code").asString()).isEqualTo("diverged");
        int member = job.at("/error/member").asInt(-1);
        assertThat(member).isBetween(0, 2);
        assertThat(job.at("/error/message").asString()).startsWith("member " + member + ": ");
        assertThat(job.at("/error/epoch").asInt()).isPositive();
    }

    @Test
    void rowsOfTheirOwnAreValidatedOn() {
        double[][] table = table();
        String training = upload(Arrays.copyOf(table, 40));
        String held = upload(Arrays.copyOfRange(table, 40, ROWS));
        String request = linear("own-rows", training, 10, "")
                .replace("{\"folds\": 3}", "{\"dataset\": {\"id\": \"" + held + "\"}}");
        JsonNode job = succeeded(request);
        assertThat(job.at("/training/validation/dataset/id").asString()).isEqualTo(held);
        JsonNode evaluation = api.post(
                        "/models/own-rows/evaluations", "{\"dataset\": {\"id\": \"%s\"}}".formatted(held))
                .json();
        assertThat(api.get("/models/own-rows").at("/metrics/validation")).isEqualTo(evaluation.path("metrics"));
        assertThat(job.at("/latest/validationLoss")).isEqualTo(evaluation.path("loss"));
        // the preparation knows nothing of them: another table to validate on gives the same network
        double[][] others = Arrays.copyOfRange(table, 40, ROWS);
        others[3][0] = 1e6;
        succeeded(request.replace("own-rows", "other-rows").replace(held, upload(others)));
        assertThat(parameters("other-rows", 0)).isEqualTo(parameters("own-rows", 0));

        String inline = request.replace(
                "{\"id\": \"" + held + "\"}",
                "{\"columns\": [\"b\", \"a\", \"y\"], \"rows\": [[1, 2, 3], [4, 5, 6]], \"target\": \"y\"}");
        JsonNode withInline = succeeded(inline);
        String stored = withInline.at("/training/validation/dataset/id").asString();
        assertThat(api.get("/datasets/" + stored).at("/rows").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"folds": 1}                                   | /training/validation/folds
            {"folds": 101}                                 | /training/validation/folds
            {"folds": 61}                                  | /training/validation/folds
            {"folds": 3, "split": 0.2}                     | /training/validation
            {"dataset": {"id": "x"}}                       | /training/validation/dataset/id
            {"dataset": {"columns": ["a", "y"], "rows": [[1, 2]], "target": "y"}} | /training/validation/dataset
            {"rows": 3}                                    | /training/validation/rows
            """)
    void whatCannotBeValidatedOnIsRefused(String validation, String pointer) {
        String request = linear("refused", upload(table()), 1, "").replace("{\"folds\": 3}", validation);
        Api.Answer answer = api.post("/training-jobs?dryRun=true", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly(pointer);
    }
}
