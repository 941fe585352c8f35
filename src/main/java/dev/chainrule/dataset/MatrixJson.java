package dev.chainrule.dataset;

import dev.chainrule.web.JsonMatrix;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code {"inputs": [[...], ...], "targets": [[...], ...]}}, or with {@code "labels": [...]} instead of targets. The columns
 * are called x1, x2, ..., then y1, y2, ... or label, and weight where there are {@code sampleWeights}.
 */
final class MatrixJson {

    private static final String LABEL = "label";
    private static final String WEIGHT = "weight";

    private MatrixJson() {}

    static @Nullable DatasetRows read(JsonObject json) {
        int before = json.faults().count();
        JsonMatrix inputs = null;
        if (json.has("inputs")) {
            inputs = JsonMatrix.read(json.get("inputs"), json.pointer("inputs"), -1, json.faults());
        } else {
            json.missing("inputs");
        }
        JsonMatrix targets = null;
        List<String> labels = null;
        if (json.has("targets") && json.has("labels")) {
            json.fault("labels", "cannot be given beside targets");
        } else if (json.has("targets")) {
            targets = JsonMatrix.read(json.get("targets"), json.pointer("targets"), -1, json.faults());
        } else if (json.has("labels")) {
            labels = labels(json);
        } else {
            json.missing("targets");
        }
        int rows = targets != null ? targets.rows() : labels != null ? labels.size() : -1;
        if (inputs != null && rows >= 0 && rows != inputs.rows()) {
            json.fault(
                    targets != null ? "targets" : "labels",
                    "must have as many rows as inputs, which has " + inputs.rows() + ", had " + rows);
        }
        JsonMatrix weights = json.has("sampleWeights") ? weights(json, inputs == null ? -1 : inputs.rows()) : null;
        Selection selection = DatasetJson.selection(json);
        return inputs == null || json.faults().count() > before
                ? null
                : rows(inputs, targets, labels, weights, selection);
    }

    private static @Nullable List<String> labels(JsonObject json) {
        int before = json.faults().count();
        JsonNode array = json.array("labels");
        List<String> labels = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (item.isString() && !Cell.isMissing(item.stringValue())) {
                labels.add(item.stringValue().strip());
            } else if (item.isIntegralNumber()) {
                labels.add(item.asString());
            } else {
                json.faults()
                        .add(
                                json.pointer("labels") + "/" + i,
                                "must be a string or an integer, was " + JsonText.of(item));
            }
        }
        return json.faults().count() > before ? null : labels;
    }

    private static @Nullable JsonMatrix weights(JsonObject json, int rows) {
        String pointer = json.pointer("sampleWeights");
        JsonMatrix weights = JsonMatrix.readRow(json.get("sampleWeights"), pointer, rows, json.faults());
        for (int i = 0; weights != null && i < weights.columns(); i++) {
            double weight = weights.values()[i];
            if (weight < 0 || weight > Float.MAX_VALUE) {
                String demand = weight < 0 ? "must be at least 0, was " : "is too large for a 32-bit number: ";
                json.faults().add(pointer + "/" + i, demand + Numbers.text(weight));
            }
        }
        return weights;
    }

    private static DatasetRows rows(
            JsonMatrix inputs,
            @Nullable JsonMatrix targets,
            @Nullable List<String> labels,
            @Nullable JsonMatrix weights,
            Selection named) {
        List<String> names = new ArrayList<>();
        IntStream.rangeClosed(1, inputs.columns()).forEach(i -> names.add("x" + i));
        if (targets != null) {
            IntStream.rangeClosed(1, targets.columns()).forEach(i -> names.add("y" + i));
        }
        if (labels != null) {
            names.add(LABEL);
        }
        List<String> targetNames = List.copyOf(names.subList(inputs.columns(), names.size()));
        if (weights != null) {
            names.add(WEIGHT);
        }
        Selection all = new Selection(targetNames, List.of(), List.of(), weights == null ? null : WEIGHT, Map.of());
        List<Chunk> chunks = new ArrayList<>();
        ChunkWriter writer = ChunkWriter.into(chunks);
        SchemaScan scan = new SchemaScan(DatasetKind.MATRIX, names, all.overriddenBy(named), writer, column -> 0);
        for (int row = 0; row < inputs.rows(); row++) {
            numbers(inputs, row, 0, scan);
            if (targets != null) {
                numbers(targets, row, inputs.columns(), scan);
            }
            if (labels != null) {
                scan.add(inputs.columns(), labels.get(row), true);
            }
            if (weights != null) {
                scan.add(names.size() - 1, weights.values()[row]);
            }
            scan.endRow();
        }
        writer.flush();
        ChunkSource source = ChunkSource.of(chunks);
        return new DatasetRows(scan.finish(source), source);
    }

    private static void numbers(JsonMatrix matrix, int row, int firstColumn, SchemaScan scan) {
        for (int i = 0; i < matrix.columns(); i++) {
            scan.add(firstColumn + i, matrix.values()[row * matrix.columns() + i]);
        }
    }
}
