package dev.chainrule.dataset;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.Names;
import dev.chainrule.web.Queries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the query of an upload says about the file.
 *
 * @param hasHeader whether its first row names the columns
 */
record UploadQuery(Optional<String> name, Selection selection, boolean hasHeader) {

    private static final String HEADER = "header";

    static UploadQuery read(MultiValueMap<String, String> query, Faults faults) {
        Queries.allowOnly(
                query.keySet(), "name", Blame.TARGET, Blame.FEATURES, Blame.IGNORE, Blame.WEIGHT, Blame.TYPES, HEADER);
        Optional<String> name = Optional.ofNullable(query.getFirst("name"));
        name.ifPresent(text -> Names.check(text, "name", faults));
        List<String> weight = names(query, Blame.WEIGHT);
        if (weight.size() > 1) {
            faults.add(Blame.WEIGHT, "must be one column, were " + weight.size());
        }
        Selection selection = new Selection(
                names(query, Blame.TARGET),
                names(query, Blame.FEATURES),
                names(query, Blame.IGNORE),
                weight.isEmpty() ? null : weight.getFirst(),
                types(names(query, Blame.TYPES), faults));
        return new UploadQuery(name, selection, hasHeader(query.getFirst(HEADER), faults));
    }

    private static List<String> names(MultiValueMap<String, String> query, String parameter) {
        return Queries.names(query.getFirst(parameter));
    }

    /** {@code zip:categorical}: the name may have a colon itself. */
    private static Map<String, ColumnType> types(List<String> given, Faults faults) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (String item : given) {
            int colon = item.lastIndexOf(':');
            ColumnType type = colon < 0
                    ? null
                    : ColumnType.BY_NAME.get(item.substring(colon + 1).strip());
            if (type == null) {
                faults.add(
                        Blame.TYPES,
                        JsonText.quote(item) + " must be a column, a colon and one of "
                                + String.join(", ", ColumnType.BY_NAME.keySet()));
            } else {
                types.put(item.substring(0, colon).strip(), type);
            }
        }
        return types;
    }

    private static boolean hasHeader(@Nullable String text, Faults faults) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            faults.add(HEADER, "must be true or false, was " + JsonText.quote(text));
        }
        return !"false".equals(text);
    }
}
