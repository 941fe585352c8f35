package dev.chainrule.dataset;

import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads datasets from JSON: a matrix where there are {@code inputs}, a table where there are {@code columns}. */
final class DatasetJson {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String NAME_RULE =
            "must start with a letter or digit, followed by at most 99 letters, digits, dots, underscores and hyphens, was ";

    private DatasetJson() {}

    /** The dataset of {@code json}; null where there was any fault. */
    static @Nullable InlineDataset read(JsonObject json, JsonNode node) {
        int before = json.faults().count();
        Optional<String> name = json.text("name");
        name.flatMap(DatasetJson::faultOfName).ifPresent(fault -> json.fault("name", fault));
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

    /** What is wrong with the name of a dataset, if anything is. */
    static Optional<String> faultOfName(String name) {
        return NAME.matcher(name).matches() ? Optional.empty() : Optional.of(NAME_RULE + JsonText.quote(name));
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
