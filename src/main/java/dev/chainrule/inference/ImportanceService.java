package dev.chainrule.inference;

import dev.chainrule.dataset.DatasetService;
import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.math.RandomStream;
import dev.chainrule.engine.train.Metric;
import dev.chainrule.model.MetricNames;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.ReadyModels;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.preparation.PreparedSamples;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Permutation importance: by how much a metric gets worse when the values of one column are shuffled among the rows, so that they say
 * nothing any more, but are still such values. Breiman 2001, "Random forests", section 10; for any model and as a difference of the
 * loss Fisher, Rudin and Dominici 2019, "All models are wrong, but many are useful". Raw columns are shuffled: of a category all its
 * features together.
 */
@Service
class ImportanceService {

    private static final int MOST_REPEATS = 100;

    /** Beyond, a JSON number that came as a double is not exactly what was written. */
    private static final long MOST_SEED = (1L << 53) - 1;

    /** What a row costs beside its products, in multiply-adds. */
    private static final long WORK_OF_A_ROW = 15_000;

    /** Most multiply-adds of a request: some minutes of one core. */
    private static final double MOST_WORK = 6e12;

    private final ReadyModels models;
    private final DatasetService datasets;

    ImportanceService(ReadyModels models, DatasetService datasets) {
        this.models = models;
        this.datasets = datasets;
    }

    /** Measures {@code {"dataset": ..., "repeats": 5, "seed": 1}}. */
    ImportanceAnswer importance(String name, @Nullable String version, JsonNode body) {
        TrainedModel model = models.get(name, version).model();
        Faults faults = new Faults();
        JsonObject request = JsonObject.of(body, "", faults);
        int repeats = request.integer("repeats", 1, MOST_REPEATS, 5);
        long seed = request.wholeNumber("seed", -MOST_SEED, MOST_SEED, 1);
        EvaluatedRows rows = EvaluatedRows.read(model, request, datasets);
        refuseTooMuch(model, rows.samples().rows(), repeats, faults);

        List<PreparedSamples> seen = IntStream.range(0, model.preparations().size())
                .mapToObj(preparation -> rows.as(model, preparation))
                .toList();
        Metric metric = metric(model);
        double value = measure(model, seen::get, rows, metric);
        List<ImportanceAnswer.Column> columns = new ArrayList<>();
        for (int column = 0; column < model.preprocessor().inputs().size(); column++) {
            double[] rises = new double[repeats];
            for (int repeat = 0; repeat < repeats; repeat++) {
                int[] shuffled = shuffled(rows.samples().rows(), seed, column, repeat);
                int input = column;
                rises[repeat] = measure(
                                model,
                                preparation -> seen.get(preparation).withInputFrom(input, shuffled),
                                rows,
                                metric)
                        - value;
            }
            columns.add(column(model.preprocessor().inputs().get(column).name(), rises));
        }
        columns.sort(
                Comparator.comparing(ImportanceAnswer.Column::mean, Comparator.nullsFirst(Comparator.reverseOrder())));
        return new ImportanceAnswer(
                model.name(),
                model.version(),
                rows.samples().rows(),
                MetricNames.of(metric),
                finite(value),
                repeats,
                seed,
                columns);
    }

    private static void refuseTooMuch(TrainedModel model, int rows, int repeats, Faults faults) {
        long parameters = 0;
        for (ModelMember member : model.members()) {
            parameters += WORK_OF_A_ROW + member.parameters().length;
        }
        double work = (double) parameters
                * rows
                * repeats
                * model.preprocessor().inputs().size();
        if (work > MOST_WORK) {
            int columns = model.preprocessor().inputs().size();
            faults.add(
                    "/dataset",
                    "is too large: " + rows + " rows, each predicted " + repeats + " times for each of " + columns
                            + " columns; with this model and so many repeats at most "
                            + (long) (rows * (MOST_WORK / work)) + " rows are measured");
        }
        faults.throwIfAny();
    }

    /** A proper score, which sees every change of a prediction; of a regression in original units. */
    private static Metric metric(TrainedModel model) {
        return switch (model.task()) {
            case REGRESSION -> Metric.RMSE;
            case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION, MULTILABEL_CLASSIFICATION -> Metric.LOG_LOSS;
        };
    }

    private static double measure(
            TrainedModel model, IntFunction<? extends Samples> seen, EvaluatedRows rows, Metric metric) {
        return ModelEvaluator.evaluate(model, seen, rows.all())
                .evaluation()
                .metrics()
                .getOrDefault(metric, Double.NaN);
    }

    /** Which row each row takes the column's value from: a function of (seed, column, repeat). */
    private static int[] shuffled(int rows, long seed, int column, int repeat) {
        int[] order = new int[rows];
        Arrays.setAll(order, row -> row);
        RandomStream random = new RandomStream(seed, RandomStream.Purpose.IMPORTANCE, column);
        random.restart(seed, RandomStream.Purpose.IMPORTANCE, column, repeat);
        random.shuffle(order, 0, rows);
        return order;
    }

    private static ImportanceAnswer.Column column(String name, double[] rises) {
        double mean = Arrays.stream(rises).average().orElse(Double.NaN);
        double variance = Arrays.stream(rises)
                .map(rise -> (rise - mean) * (rise - mean))
                .average()
                .orElse(Double.NaN);
        return new ImportanceAnswer.Column(name, finite(mean), finite(Math.sqrt(variance)));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }
}
