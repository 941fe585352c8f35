package dev.chainrule.inference;

import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;
import dev.chainrule.web.Queries;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * How to predict, as the query parameters of a prediction say.
 *
 * @param ignoreUnknown whether a category that the model does not know counts as none of those it knows
 * @param checkpoint the epoch at whose end the network is to be taken
 */
record PredictionOptions(boolean ignoreUnknown, OptionalInt checkpoint) {

    private static final String UNKNOWN = "unknown";
    private static final String CHECKPOINT = "checkpoint";

    /** The query parameters that are none of the instance's features. */
    static final Set<String> NAMES = Set.of(UNKNOWN, CHECKPOINT);

    /** Reads a query in which nothing else may stand. */
    static PredictionOptions readOnly(MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), UNKNOWN, CHECKPOINT);
        return read(query);
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
        return new PredictionOptions(ignoreUnknown, checkpoint);
    }
}
