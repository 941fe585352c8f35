package dev.chainrule.dataset;

import dev.chainrule.dataset.Schema.Warning;
import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns of a dataset that a selection means: those that it names, or all that can serve. */
final class ColumnChooser {

    private final Schema schema;
    private final Selection selection;
    private final Blame blame;
    private final Map<String, Column> byName = new LinkedHashMap<>();
    private final List<Warning> warnings = new ArrayList<>();

    ColumnChooser(Schema schema, Selection selection, Blame blame) {
        this.schema = schema;
        this.selection = selection;
        this.blame = blame;
    }

    ChosenColumns choose() {
        selection.check(schema.names(), blame);
        if (schema.kind() == DatasetKind.MATRIX && !selection.types().isEmpty()) {
            blame.fault(Blame.TYPES, -1, "are for tables: a matrix is plain numbers");
        }
        List<Column> columns = selection.typed(schema.columns(), blame);
        columns.forEach(column -> byName.put(column.name(), column));
        List<Column> targets = named(selection.target());
        checkTargets(targets);
        Column weight = weight();
        List<Column> features = selection.features().isEmpty() ? rest(columns) : namedFeatures();
        return new ChosenColumns(features, targets, weight, selection.types(), warnings);
    }

    private List<Column> named(List<String> names) {
        return names.stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private void checkTargets(List<Column> targets) {
        for (int i = 0; i < targets.size(); i++) {
            Column target = targets.get(i);
            switch (target.type()) {
                case NUMERIC -> {}
                case DATE -> blame.fault(Blame.TARGET, i, quote(target) + " is a date, which cannot be a target");
                case BOOLEAN, CATEGORICAL, TEXT -> {
                    if (targets.size() > 1) {
                        blame.fault(Blame.TARGET, i, "several targets must be numeric, " + quote(target) + " is not");
                    } else if (target.distinct() > ChosenColumns.MOST_CLASSES) {
                        blame.fault(Blame.TARGET, i, ChosenColumns.tooMany(target));
                    }
                }
            }
            if (target.distinct() == 0) {
                blame.fault(Blame.TARGET, i, quote(target) + " has no value in any row");
            } else if (target.missing() > 0) {
                warn(
                        target,
                        "is missing in " + counted(target.missing(), "row")
                                + ", which are left out of training and evaluation");
            }
        }
    }

    /** The column of the weights, which every row must have. */
    private @Nullable Column weight() {
        Column weight = selection.weight() == null ? null : byName.get(selection.weight());
        if (weight == null) {
            return null;
        }
        if (weight.type() != ColumnType.NUMERIC) {
            blame.fault(Blame.WEIGHT, -1, quote(weight) + " is " + weight.type().text() + ", weights must be numeric");
        } else if (weight.missing() > 0) {
            String rows = counted(weight.missing(), "row");
            blame.fault(Blame.WEIGHT, -1, quote(weight) + " is missing in " + rows + ": every row needs a weight");
        } else if (weight.min() != null && weight.min() < 0) {
            blame.fault(Blame.WEIGHT, -1, quote(weight) + " must be at least 0 in every row, is " + weight.min());
        }
        return weight;
    }

    private List<Column> namedFeatures() {
        List<Column> features = named(selection.features());
        for (Column feature : features) {
            int index = selection.features().indexOf(feature.name());
            if (feature.type() == ColumnType.TEXT) {
                blame.fault(
                        Blame.FEATURES,
                        index,
                        quote(feature) + " is text: it has too many distinct values; types can make it categorical");
            } else if (feature.distinct() == 0) {
                blame.fault(Blame.FEATURES, index, quote(feature) + " has no value in any row");
            }
        }
        return features;
    }

    /** All columns that have no other role, without those that cannot help. */
    private List<Column> rest(List<Column> columns) {
        Set<String> others = new HashSet<>(selection.ignore());
        others.addAll(selection.target());
        if (selection.weight() != null) {
            others.add(selection.weight());
        }
        List<Column> features = new ArrayList<>();
        for (Column column : columns) {
            if (others.contains(column.name())) {
                continue;
            }
            if (column.type() == ColumnType.TEXT) {
                String about = column.distinctEstimated() ? "about " : "";
                warn(column, "is text: it has " + about + column.distinct() + " distinct values, and is left out");
            } else if (column.distinct() == 0) {
                warn(column, "has no value in any row, and is left out");
            } else {
                features.add(column);
            }
        }
        if (schema.kind() == DatasetKind.TABLE && schema.rows() > 1) {
            leaveOut(features);
        }
        features.forEach(this::warnOfDecimalCommas);
        if (features.isEmpty()) {
            blame.fault(Blame.FEATURES, -1, "no column is left as a feature");
        }
        return List.copyOf(features);
    }

    /** Leaves out constant columns and ids, but never the last feature. */
    private void leaveOut(List<Column> features) {
        for (Column column : List.copyOf(features)) {
            if (column.isConstant() && features.size() > 1) {
                features.remove(column);
                warn(column, "has the same value in every row, and is left out");
            }
        }
        for (Column column : List.copyOf(features)) {
            if (column.isIdLike(schema.rows()) && features.size() > 1) {
                features.remove(column);
                String integers =
                        column.type() == ColumnType.NUMERIC ? "consecutive integers, all" : "values that are all";
                warn(
                        column,
                        "looks like an id: it has " + integers + " distinct, and is left out; features can name it");
            }
        }
    }

    /** Numbers of a table that were written with a comma are categories, which their owner hardly means. */
    private void warnOfDecimalCommas(Column column) {
        Optional<String> number = column.topCategories().stream()
                .map(Column.Category::value)
                .filter(value -> value.matches("-?\\d+,\\d+"))
                .findFirst();
        if (number.isPresent() && column.type() == ColumnType.CATEGORICAL) {
            warn(column, "is categorical: " + number.get() + " is no number, decimals are written with a point");
        }
    }

    private void warn(Column column, String message) {
        warnings.add(new Warning(column.name(), message));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String quote(Column column) {
        return JsonText.quote(column.name());
    }
}
