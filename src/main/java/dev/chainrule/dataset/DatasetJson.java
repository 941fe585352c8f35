package dev.chainrule.dataset;

import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads datasets from JSON: a matrix where there are {@code inputs}, a table where there are {@code columns}. */
final class DatasetJson {

    private DatasetJson() {}

    /** The dataset of {@code json}; null where there was any fault. */
    static @Nullable InlineDataset read(JsonObject json, JsonNode node) {
        int before = json.faults().count();
        Optional<String> name = Names.read(json, "name");
        DatasetRows rows = null;
        if (json.has("columns") || json.has("rows")) {
            rows = TableJson.read(json);
        } else if (json.has("inputs") || json.has("targets") || json.has("labels")) {
            rows = MatrixJson.read(json);
        } else {
            json.notYet("sample");
            if (json.faults().count() == before) {
                json.faults()
                        .add(
                                json.pointer(),
                                "needs inputs with targets or labels (a matrix), or columns with rows (a table)");
            }
        }
        json.end();
        if (rows != null) {
            ChosenColumns.of(rows.schema().columns(), rows.schema().selection(), Blame.json(json));
        }
        return rows == null || json.faults().count() > before ? null : new InlineDataset(name, rows, hash(node));
    }

    /** The columns that a request names for the roles; empty where it leaves them to the dataset. */
    static Selection selection(JsonObject json) {
        json.notYet("weight");
        return new Selection(json.texts(Blame.TARGET), json.texts(Blame.FEATURES), json.texts(Blame.IGNORE));
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
