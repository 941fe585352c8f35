package dev.chainrule.dataset;

import dev.chainrule.web.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a dataset in their roles.
 *
 * @param features what is predicted from, in the order of the rows, or in that in which they were named
 * @param targets what is predicted; none where the dataset has no target
 */
public record ChosenColumns(List<Column> features, List<Column> targets) {

    /** The most classes that a target may have. */
    public static final int MOST_CLASSES = 10_000;

    public ChosenColumns {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
    }

    /** The columns that {@code selection} names among {@code columns}; what is wrong with it goes to {@code blame}. */
    static ChosenColumns of(List<Column> columns, Selection selection, Blame blame) {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        selection.check(List.copyOf(byName.keySet()), blame);
        List<Column> targets = named(selection.target(), byName);
        checkTargets(targets, blame);
        List<Column> features = named(selection.features(), byName);
        for (Column feature : features) {
            if (feature.type() == ColumnType.TEXT) {
                int index = selection.features().indexOf(feature.name());
                blame.fault(Blame.FEATURES, index, quote(feature) + " is text: it has too many distinct values");
            }
        }
        if (selection.features().isEmpty()) {
            Set<String> others = new HashSet<>(selection.ignore());
            others.addAll(selection.target());
            if (selection.weight() != null) {
                others.add(selection.weight());
            }
            features = columns.stream()
                    .filter(column -> column.type() != ColumnType.TEXT && !others.contains(column.name()))
                    .toList();
            if (features.isEmpty()) {
                blame.fault(Blame.FEATURES, -1, "no column is left as a feature");
            }
        }
        return new ChosenColumns(features, targets);
    }

    private static List<Column> named(List<String> names, Map<String, Column> byName) {
        return names.stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static void checkTargets(List<Column> targets, Blame blame) {
        for (int i = 0; i < targets.size(); i++) {
            Column target = targets.get(i);
            switch (target.type()) {
                case NUMERIC -> {}
                case DATE -> blame.fault(Blame.TARGET, i, quote(target) + " is a date, which cannot be a target");
                case BOOLEAN, CATEGORICAL, TEXT -> {
                    if (targets.size() > 1) {
                        blame.fault(Blame.TARGET, i, "several targets must be numeric, " + quote(target) + " is not");
                    } else if (target.distinct() > MOST_CLASSES) {
                        blame.fault(Blame.TARGET, i, tooMany(target));
                    }
                }
            }
        }
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
                List.of());
    }

    private static String tooMany(Column target) {
        return quote(target) + " has more than 10,000 distinct values, the most that a target can have as classes";
    }

    private static String quote(Column column) {
        return JsonText.quote(column.name());
    }
}
