package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.Metric;
import dev.chainrule.engine.train.Metrics;
import dev.chainrule.model.MetricNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is stored with a job as JSON text. */
@Component
class JobJson {

    private final JsonMapper mapper;

    JobJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    JobError error(String json) {
        return mapper.readValue(json, JobError.class);
    }

    String metrics(EpochReport report) {
        return write(metrics(report.trainMetrics(), report.validation()));
    }

    /** {"train", "validation"} */
    static ObjectNode metrics(Map<Metric, Double> training, Optional<Evaluation> validation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("train", MetricNames.json(training));
        json.set(
                "validation",
                MetricNames.json(validation.map(Evaluation::metrics).orElse(Map.of())));
        return json;
    }

    /** Adds to {"train", "validation"} what else there is to say of the validation rows: {"baseline", "calibration"}. */
    static void addTo(ObjectNode json, Metrics validation) {
        json.set("baseline", MetricNames.json(validation.baseline()));
        MetricNames.calibration(validation).ifPresent(bins -> json.set("calibration", bins));
    }

    /** The mean of several metrics, value by value; null where one is. */
    static ObjectNode mean(List<JsonNode> metrics) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String part : List.of("train", "validation")) {
            ObjectNode mean = json.putObject(part);
            for (String name : metrics.getFirst().path(part).propertyNames()) {
                double sum = 0;
                for (JsonNode one : metrics) {
                    JsonNode value = one.path(part).path(name);
                    sum += value.isNumber() ? value.doubleValue() : Double.NaN;
                }
                mean.put(name, Double.isNaN(sum) ? null : Double.valueOf(sum / metrics.size()));
            }
        }
        return json;
    }
}
