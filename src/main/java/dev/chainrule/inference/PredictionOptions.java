package dev.chainrule.inference;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import dev.chainrule.web.Queries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * How to predict, as the query parameters of a prediction say.
 *
 * @param ignoreUnknown whether a category that the model does not know counts as none of those it knows
 * @param checkpoint the epoch at whose end the network is to be taken
 * @param hasHeader of CSV: whether the first row has the names of the columns; else they are called x1, x2, ...
 */
record PredictionOptions(boolean ignoreUnknown, OptionalInt checkpoint, boolean hasHeader) {

    private static final String UNKNOWN = "unknown";
    private static final String CHECKPOINT = "checkpoint";
    private static final String HEADER = "header";

    /** The query parameters that are none of the instance's features. */
    private static final Set<String> NAMES = Set.of(UNKNOWN, CHECKPOINT);

    /** The features of the query, each of which may be given once. */
    static Map<String, String> features(MultiValueMap<String, String> query) {
        Faults faults = new Faults();
        Map<String, String> features = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (parameter.getValue().size() > 1) {
                faults.add(
                        parameter.getKey(), "is given " + parameter.getValue().size() + " times");
            }
            features.put(parameter.getKey(), parameter.getValue().getFirst());
        }
        features.keySet().removeAll(NAMES);
        faults.throwIfAny();
        return features;
    }

    /** Reads a query in which nothing else may stand. */
    static PredictionOptions readOnly(MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), UNKNOWN, CHECKPOINT);
        return read(query);
    }

    /** The same of CSV. */
    static PredictionOptions readForCsv(MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), UNKNOWN, CHECKPOINT, HEADER);
        PredictionOptions options = read(query);
        String header = query.getFirst(HEADER);
        return switch (header == null ? "true" : header) {
            case "true" -> options;
            case "false" -> new PredictionOptions(options.ignoreUnknown, options.checkpoint, false);
            default ->
                throw ProblemException.unprocessable(
                        HEADER,
                        "the query parameter must be true or false, was " + JsonText.quote(String.valueOf(header)));
        };
    }

    static PredictionOptions read(MultiValueMap<String, String> query) {
        OptionalInt checkpoint = Queries.wholeNumber(CHECKPOINT, query.getFirst(CHECKPOINT), 1, Integer.MAX_VALUE);
        String unknown = query.getFirst(UNKNOWN);
        boolean ignoreUnknown = switch (unknown == null ? "reject" : unknown) {
            case "reject" -> false;
            case "ignore" -> true;
            default ->
                throw ProblemException.unprocessable(
                        UNKNOWN,
                        "the query parameter must be reject or ignore, was " + JsonText.quote(String.valueOf(unknown)));
        };
        return new PredictionOptions(ignoreUnknown, checkpoint, true);
    }
}
