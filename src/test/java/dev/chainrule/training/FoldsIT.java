package dev.chainrule.training;

import static dev.chainrule.training.Folds.ROWS;
import static dev.chainrule.training.Folds.SEED;
import static dev.chainrule.training.Folds.linear;
import static dev.chainrule.training.Folds.parameters;
import static dev.chainrule.training.Folds.succeeded;
import static dev.chainrule.training.Folds.table;
import static dev.chainrule.training.Folds.upload;
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
import dev.chainrule.support.IntegrationTest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Members of folds: what they learn, and what they are measured by. */
@IntegrationTest
class FoldsIT {

    @Autowired
    private Api api;

    @Autowired
    private Planner planner;

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
        String dataset = upload(api, table);
        JsonNode job = succeeded(api, linear("folds", dataset, 20, ""));
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
            JsonNode layer = parameters(api, "folds", member);
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
        succeeded(api, linear("seen", upload(api, table), 5, untouched).replace(network, slow));
        succeeded(
                api, linear("seen-changed", upload(api, changed), 5, untouched).replace(network, slow));
        assertThat(parameters(api, "seen-changed", 1)).isEqualTo(parameters(api, "seen", 1));
        assertThat(parameters(api, "seen-changed", 0)).isNotEqualTo(parameters(api, "seen", 0));
        assertThat(parameters(api, "seen-changed", 2)).isNotEqualTo(parameters(api, "seen", 2));

        // and with everything learned: its target alone
        double[][] other = table();
        other[held[3]][2] = -1000;
        succeeded(api, linear("target", upload(api, table), 5, ""));
        succeeded(api, linear("target-changed", upload(api, other), 5, ""));
        assertThat(parameters(api, "target-changed", 1)).isEqualTo(parameters(api, "target", 1));
        assertThat(parameters(api, "target-changed", 0)).isNotEqualTo(parameters(api, "target", 0));
    }

    @Test
    void sideBySideTheyAreWhatTheyAreOneAfterTheOther() {
        String request = linear("beside", upload(api, table()), 30, "");
        succeeded(api, request);
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
            JsonNode layer = parameters(api, "beside", member.member());
            assertThat(layer.at("/weights/0/0").floatValue()).isEqualTo(parameters[0]);
            assertThat(layer.at("/weights/1/0").floatValue()).isEqualTo(parameters[1]);
            assertThat(layer.at("/bias/0").floatValue()).isEqualTo(parameters[2]);
        }
        assertThat(seeds).hasSize(3).contains(SEED);
    }
}
