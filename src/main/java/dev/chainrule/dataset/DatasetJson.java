package dev.chainrule.dataset;

import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads datasets from JSON: a matrix where there are {@code inputs}, a table where there are {@code columns}, or a sample. */
final class DatasetJson {

    private static final String SAMPLE = "sample";

    private DatasetJson() {}

    /** The dataset of {@code json}; null where there was any fault. */
    static @Nullable InlineDataset read(JsonObject json, JsonNode node) {
        int before = json.faults().count();
        Optional<String> name = Names.read(json, "name");
        if (json.has(SAMPLE)) {
            return readSample(json, name, before);
        }
        DatasetRows rows = null;
        if (json.has("columns") || json.has("rows")) {
            rows = TableJson.read(json);
        } else if (json.has("inputs") || json.has("targets") || json.has("labels")) {
            rows = MatrixJson.read(json);
        } else {
            json.faults()
                    .add(
                            json.pointer(),
                            "needs inputs with targets or labels (a matrix), columns with rows (a table), or a sample");
        }
        json.end();
        if (rows != null) {
            rows.schema().choose(rows.schema().selection(), Blame.json(json));
        }
        return rows == null || json.faults().count() > before ? null : new InlineDataset(name, rows, hash(node));
    }

    /** {@code {"sample": "moons", "rows": 200, ...}}: the sample is read as if the request had brought all its rows. */
    private static @Nullable InlineDataset readSample(JsonObject json, Optional<String> name, int before) {
        Optional<Sample> sample = json.choice(SAMPLE, Sample.BY_NAME, Set.of());
        if (sample.isEmpty()) {
            return null;
        }
        SampleSettings settings = SampleSettings.read(sample.get(), json);
        json.end();
        if (json.faults().count() > before) {
            return null;
        }
        ObjectNode rows = sample.get().rows(settings).json();
        rows.put("name", name.orElse(sample.get().text()));
        return read(JsonObject.of(rows, json.pointer(), json.faults()), rows);
    }

    /** The columns that a request names for the roles; empty where it leaves them to the dataset. */
    static Selection selection(JsonObject json) {
        return new Selection(
                json.texts(Blame.TARGET),
                json.texts(Blame.FEATURES),
                json.texts(Blame.IGNORE),
                json.text(Blame.WEIGHT).orElse(null),
                types(json));
    }

    /** {@code {"zip": "categorical", ...}}. */
    private static Map<String, ColumnType> types(JsonObject json) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        JsonNode node = json.get(Blame.TYPES);
        json.object(Blame.TYPES).ifPresent(object -> {
            for (String name : node == null ? List.<String>of() : node.propertyNames()) {
                object.choice(name, ColumnType.BY_NAME, Set.of()).ifPresent(type -> types.put(name, type));
            }
        });
        return types;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hash(JsonNode node) {
        return HexFormat.of().formatHex(sha256().digest(node.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
