package dev.chainrule.inference;

import dev.chainrule.dataset.DatasetService;
import dev.chainrule.inference.ModelEvaluator.Measured;
import dev.chainrule.model.ReadyModel;
import dev.chainrule.model.ReadyModels;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Predicts with trained models, and measures them. */
@Service
class InferenceService {

    /** The query parameter of a prediction by position. */
    static final String POSITION = "x";

    private final ReadyModels models;
    private final DatasetService datasets;
    private final PredictionMetrics metrics;

    InferenceService(ReadyModels models, DatasetService datasets, PredictionMetrics metrics) {
        this.models = models;
        this.datasets = datasets;
        this.metrics = metrics;
    }

    /** Predicts for {@code {"instances": [...]}}. */
    PredictionAnswer predict(String name, @Nullable String version, JsonNode body, PredictionOptions options) {
        return metrics.measured(() -> answer(name, version, body, options));
    }

    private PredictionAnswer answer(String name, @Nullable String version, JsonNode body, PredictionOptions options) {
        ReadyModel model = models.get(name, version, options.checkpoint());
        Faults faults = new Faults();
        JsonObject request = JsonObject.of(body, "", faults);
        JsonNode instances = request.get("instances");
        EncodedInstances encoded = null;
        if (instances == null) {
            request.missing("instances");
        } else {
            encoded = model.encoder().read(instances, "/instances", options.ignoreUnknown(), faults);
        }
        request.end();
        return answer(model, encoded, faults);
    }

    /** Predicts for the one instance of a query: {@code ?x=5.1,3.5} by position, or each feature by its name. */
    PredictionAnswer predict(
            String name, @Nullable String version, Map<String, String> query, PredictionOptions options) {
        return metrics.measured(() -> answer(name, version, query, options));
    }

    private PredictionAnswer answer(
            String name, @Nullable String version, Map<String, String> query, PredictionOptions options) {
        ReadyModel model = models.get(name, version, options.checkpoint());
        Faults faults = new Faults();
        String position = query.get(POSITION);
        boolean byPosition = position != null
                && (query.size() == 1
                        || model.model().preprocessor().inputs().stream()
                                .noneMatch(input -> input.name().equals(POSITION)));
        if (!byPosition || position == null) {
            return answer(model, model.encoder().readByName(query, options.ignoreUnknown(), faults), faults);
        }
        for (String other : query.keySet()) {
            if (!other.equals(POSITION)) {
                faults.add(other, "stands beside x: give all features by position in x, or each by its name");
            }
        }
        List<String> values = Arrays.asList(position.split(",", -1));
        return answer(model, model.encoder().readByPosition(POSITION, values, options.ignoreUnknown(), faults), faults);
    }

    private static PredictionAnswer answer(ReadyModel ready, @Nullable EncodedInstances instances, Faults faults) {
        faults.throwIfAny();
        if (instances == null) {
            throw new IllegalStateException("no instances, and no fault");
        }
        int rows = instances.rows();
        TrainedModel model = ready.model();
        float[] outputs = ready.predict(instances);
        Outputs meaning = new Outputs(model.preprocessor());
        int width = model.outputs();
        List<ObjectNode> predictions = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            if (!meaning.isFinite(outputs, row * width, width)) {
                faults.add(
                        "/instances/" + row,
                        "its prediction is not a finite number: the values are far outside what the model knows");
            }
            predictions.add(meaning.item(outputs, row * width, width));
        }
        faults.throwIfAny();
        return new PredictionAnswer(model.name(), model.version(), predictions);
    }

    /** Measures a model on {@code {"dataset": ...}}. */
    EvaluationAnswer evaluate(String name, @Nullable String version, JsonNode body) {
        TrainedModel model = models.get(name, version).model();
        JsonObject request = JsonObject.of(body, "", new Faults());
        EvaluatedRows rows = EvaluatedRows.read(model, request, datasets);
        Measured measured = ModelEvaluator.evaluate(model, preparation -> rows.as(model, preparation), rows.all());
        return EvaluationReport.of(
                rows.samples().rows(),
                measured.evaluation(),
                measured.metrics(),
                model.preprocessor().target(),
                rows.samples().unknownCategories());
    }
}
