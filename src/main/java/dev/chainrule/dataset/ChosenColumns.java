package dev.chainrule.dataset;

import dev.chainrule.web.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a dataset in their roles, each as the type that it is read as.
 *
 * @param features what is predicted from, in the order of the rows, or in that in which they were named
 * @param targets what is predicted; none where the dataset has no target
 * @param weight how much each row counts; null: all count alike
 * @param types that were given by hand, by name of the column
 * @param warnings what the owner of the data should know about this choice
 */
public record ChosenColumns(
        List<Column> features,
        List<Column> targets,
        @Nullable Column weight,
        Map<String, ColumnType> types,
        List<Schema.Warning> warnings) {

    /** The most classes that a target may have. */
    public static final int MOST_CLASSES = 10_000;

    public ChosenColumns {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        warnings = List.copyOf(warnings);
    }

    public ChosenColumns(List<Column> features, List<Column> targets) {
        this(features, targets, null, Map.of(), List.of());
    }

    /** Whether the target's type means classification; a numeric one means regression, unless the loss says otherwise. */
    public boolean isClassification() {
        return targets.size() == 1 && !targets.getFirst().isNumber();
    }

    /** Why the target cannot be taken for classes, if it cannot. */
    public Optional<String> whyNoClassification() {
        if (targets.size() != 1) {
            return Optional.of("classification needs one target, there are " + targets.size());
        }
        Column target = targets.getFirst();
        if (target.isNumber() && !target.wholeNumbers()) {
            return Optional.of(quote(target) + " is numeric with values that are not whole: these are no classes");
        }
        return target.distinct() > MOST_CLASSES ? Optional.of(tooMany(target)) : Optional.empty();
    }

    /** This choice with every column by name, which no later default can change. */
    public Selection selection() {
        return new Selection(
                targets.stream().map(Column::name).toList(),
                features.stream().map(Column::name).toList(),
                List.of(),
                weight == null ? null : weight.name(),
                types);
    }

    static String tooMany(Column target) {
        return quote(target) + " has more than 10,000 distinct values, the most that a target can have as classes";
    }

    private static String quote(Column column) {
        return JsonText.quote(column.name());
    }
}
