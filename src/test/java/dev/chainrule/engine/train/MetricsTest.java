package dev.chainrule.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.model.MetricNames;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Metrics against values that scikit-learn computed, and against their definitions. */
class MetricsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<JsonNode> golden(String task) {
        JsonNode cases = JSON.readTree(Path.of("src/test/resources/golden-metrics/metrics.json"));
        assertThat(cases.size()).isEqualTo(8);
        return cases.valueStream().filter(it -> it.path("task").asString().equals(task));
    }

    static Stream<JsonNode> classifications() {
        return golden("classification");
    }

    static Stream<JsonNode> regressions() {
        return golden("regression");
    }

    @ParameterizedTest
    @MethodSource("classifications")
    void classificationsAreMeasuredAsByScikitLearn(JsonNode golden) {
        int classes = golden.at("/probabilities/0").size();
        ClassificationMetrics metrics = new ClassificationMetrics(classes);
        metrics.start(golden.path("actual").size());
        for (int row = 0; row < golden.path("actual").size(); row++) {
            metrics.add(
                    doubles(golden.path("probabilities").get(row)),
                    golden.path("actual").get(row).asInt());
        }
        JsonNode expected = golden.path("expected");
        compare(metrics.values(), expected, 8);
        ClassCounts counts = metrics.counts();
        for (int k = 0; k < classes; k++) {
            JsonNode ofClass = expected.path("perClass").get(k);
            near("precision", counts.precision(k), ofClass.path("precision"));
            near("recall", counts.recall(k), ofClass.path("recall"));
            near("f1", counts.f1(k), ofClass.path("f1"));
            assertThat(counts.actual()[k]).isEqualTo(ofClass.path("support").asInt());
        }
        assertThat(JSON.valueToTree(metrics.confusion()).toString())
                .isEqualTo(expected.path("confusion").toString());
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void regressionsAreMeasuredAsByScikitLearn(JsonNode golden) {
        RegressionMetrics metrics = new RegressionMetrics(Trainings.plain(1));
        double[] actual = doubles(golden.path("actual"));
        double[] predicted = doubles(golden.path("predicted"));
        metrics.start(actual.length);
        for (int row = 0; row < actual.length; row++) {
            metrics.add(new double[] {actual[row]}, new double[] {predicted[row]});
        }
        compare(metrics.values(), golden.path("expected"), 6);
    }

    private static void compare(Map<Metric, Double> actual, JsonNode expected, int count) {
        assertThat(actual).hasSize(count);
        actual.forEach((metric, value) -> near(MetricNames.of(metric), value, expected.path(MetricNames.of(metric))));
    }

    private static void near(String what, double actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).as(what).isNaN();
        } else {
            double value = expected.asDouble();
            assertThat(expected.isNumber()).as(what).isTrue();
            assertThat(actual).as(what).isCloseTo(value, within(1e-9 * Math.abs(value)));
        }
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /** Scores in few steps, so that there are many ties, and classes of every size down to one row. */
    @Test
    void theAreaUnderTheRocCurveIsTheShareOfPairsInTheRightOrder() {
        Random random = new Random(5);
        for (int rows = 2; rows < 40; rows++) {
            RocAuc rocAuc = new RocAuc(2);
            rocAuc.start(rows);
            int[] actual = new int[rows];
            double[] scores = new double[rows];
            int ofClass = 1 + random.nextInt(rows - 1);
            for (int row = 0; row < rows; row++) {
                actual[row] = row < ofClass ? 1 : 0;
                scores[row] = random.nextInt(6) / 6.0;
                rocAuc.put(row, 0, 7);
                rocAuc.put(row, 1, scores[row]);
            }
            double pairs = 0;
            for (int i = 0; i < ofClass; i++) {
                for (int j = ofClass; j < rows; j++) {
                    pairs += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
            assertThat(rocAuc.area(1, actual, 1, ofClass)).isEqualTo(pairs / ((double) ofClass * (rows - ofClass)));
            assertThat(rocAuc.area(0, actual, 1, ofClass)).isEqualTo(0.5);
        }
    }

    @Test
    void aClassThatDoesNotOccurCountsInTheMacroMeansOnly() {
        ClassificationMetrics metrics = new ClassificationMetrics(3);
        metrics.start(3);
        metrics.add(new double[] {0.6, 0.3, 0.1}, 0);
        metrics.add(new double[] {0.3, 0.6, 0.1}, 1);
        metrics.add(new double[] {0.2, 0.3, 0.5}, 1);
        Map<Metric, Double> values = metrics.values();
        assertThat(values).containsEntry(Metric.BALANCED_ACCURACY, 0.75).containsEntry(Metric.MACRO_RECALL, 0.5);
        assertThat(values).containsEntry(Metric.ROC_AUC, (1.0 + 0.75) / 2);
        assertThat(values.get(Metric.MACRO_PRECISION)).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void aSingleClassHasNoRocAuc() {
        ClassificationMetrics metrics = new ClassificationMetrics(1);
        metrics.start(2);
        metrics.addDecision(0.5, true);
        metrics.addDecision(0.4, true);
        assertThat(metrics.values()).containsEntry(Metric.ROC_AUC, Double.NaN).containsEntry(Metric.ACCURACY, 0.5);
    }

    @Test
    void probabilitiesThatAreNoNumbersHaveNoMetrics() {
        ClassificationMetrics metrics = new ClassificationMetrics(3);
        metrics.start(1);
        metrics.add(new double[] {Double.NaN, Double.NaN, Double.NaN}, 0);
        assertThat(metrics.values().values()).containsOnly(Double.NaN);
    }

    @Test
    void theBaselineOfClassesKnowsTheirShares() {
        ClassificationMetrics metrics = new ClassificationMetrics(3);
        metrics.start(4);
        for (int actual : new int[] {2, 2, 1, 0}) {
            metrics.add(new double[] {1, 0, 0}, actual);
        }
        Map<Metric, Double> baseline = metrics.baseline();
        assertThat(baseline)
                .containsEntry(Metric.ACCURACY, 0.5)
                .containsEntry(Metric.ROC_AUC, 0.5)
                .containsEntry(Metric.MACRO_PRECISION, 0.5 / 3)
                .containsEntry(Metric.BRIER, 1 - (0.25 + 0.0625 + 0.0625));
        assertThat(baseline.get(Metric.LOG_LOSS)).isCloseTo(1.5 * Math.log(2), within(1e-15));
    }

    @Test
    void theBaselineOfValuesIsTheirMean() {
        RegressionMetrics metrics = new RegressionMetrics(Trainings.plain(1));
        metrics.start(3);
        for (double actual : new double[] {1, 2, 6}) {
            metrics.add(new double[] {actual}, new double[] {0});
        }
        assertThat(metrics.baseline())
                .containsEntry(Metric.R2, 0.0)
                .containsEntry(Metric.MAE, 2.0)
                .containsEntry(Metric.MEDIAN_ABSOLUTE_ERROR, 2.0)
                .containsEntry(Metric.MAPE, (2 + 0.5 + 0.5) / 3);
    }

    /** Errors of the targets: 1, 3 and 0, 10, 2, the latter constant. */
    @Test
    void severalTargets() {
        RegressionMetrics metrics = new RegressionMetrics(Trainings.plain(2));
        metrics.start(2);
        metrics.add(new double[] {10, 5}, new double[] {11, 5});
        metrics.add(new double[] {20, 5}, new double[] {17, 15});
        assertThat(metrics.values())
                .containsEntry(Metric.MSE, 110 / 4.0)
                .containsEntry(Metric.RMSE, Math.sqrt(110 / 4.0))
                .containsEntry(Metric.MAE, 14 / 4.0)
                .containsEntry(Metric.R2, 1 - 10 / 50.0)
                .containsEntry(Metric.MEDIAN_ABSOLUTE_ERROR, (2 + 5) / 2.0);
    }

    @Test
    void independentLabelsAreMeasuredOneByOne() {
        MultilabelMetrics metrics = new MultilabelMetrics(2);
        float[] y = {1, 0, 0, 0, 1, 0};
        float[] p = {0.75f, 0.25f, 0.5f, 0.25f, 0.5f, 0.75f};
        metrics.start(3);
        metrics.add(all(y, 3, 2), 0, 3, p, y);
        Map<Metric, Double> values = metrics.values();
        assertThat(values)
                .doesNotContainKey(Metric.BALANCED_ACCURACY)
                .containsEntry(Metric.ACCURACY, (2 / 3.0 + 2 / 3.0) / 2)
                .containsEntry(Metric.MACRO_PRECISION, (2 / 3.0 + 0) / 2)
                .containsEntry(Metric.MACRO_RECALL, 0.5)
                .containsEntry(Metric.ROC_AUC, 0.75);
        assertThat(values.get(Metric.BRIER)).isCloseTo((2 * 0.25 + 0.0625 + 2 * 0.0625 + 0.5625) / 6, within(1e-15));
        assertThat(metrics.baseline()).containsEntry(Metric.ROC_AUC, 0.5);
    }

    /** In original units an actual value of 0 stays 0, and a constant one constant, whatever the scale makes of it in float. */
    @Test
    void actualValuesAreNotRounded() {
        TargetUnits units = TargetUnits.unbounded(new double[] {5.3}, new double[] {0.7});
        float[] original = {0, 3, 8};
        float[] prepared = new float[3];
        for (int row = 0; row < 3; row++) {
            prepared[row] = (float) ((original[row] - 5.3) / 0.7);
        }
        RegressionMetrics metrics = new RegressionMetrics(units);
        metrics.start(3);
        metrics.add(all(original, 3, 1), 0, 3, prepared, prepared);
        assertThat(metrics.values()).containsEntry(Metric.MAPE, Double.NaN);
        assertThat(metrics.values().get(Metric.R2)).isCloseTo(1, within(1e-12));
    }

    private static RowSet all(float[] targets, int rows, int outputs) {
        MatrixSamples samples = new MatrixSamples(new float[rows], targets, rows, 1, outputs);
        return new RowSet(samples, IntStream.range(0, rows).toArray());
    }
}
