package dev.chainrule.dataset;

import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns are learned, and from which, as a user names them.
 *
 * @param target names of the columns to predict
 * @param features names of the columns to predict from; empty: all that are neither target, ignored nor left out
 * @param ignore names of columns to leave out
 * @param weight name of the column that says how much each row counts; null: all count alike
 * @param types of columns, by name, instead of those that their cells tell
 */
public record Selection(
        List<String> target,
        List<String> features,
        List<String> ignore,
        @Nullable String weight,
        @Nullable Map<String, ColumnType> types) {

    public static final Selection NONE = new Selection(List.of(), List.of(), List.of());

    public Selection {
        target = List.copyOf(target);
        features = List.copyOf(features);
        ignore = List.copyOf(ignore);
        types = types == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    public Selection(List<String> target, List<String> features, List<String> ignore) {
        this(target, features, ignore, null, Map.of());
    }

    /** By name, in the order in which they were given. */
    @Override
    public Map<String, ColumnType> types() {
        return types == null ? Map.of() : types;
    }

    /**
     * This selection with what {@code other} says instead, where it says anything. A column to which it gives a role is no longer
     * target, feature or ignored for what is said here.
     */
    Selection overriddenBy(Selection other) {
        Set<String> taken = new HashSet<>(other.target);
        taken.addAll(other.features);
        taken.addAll(other.ignore);
        if (other.weight != null) {
            taken.add(other.weight);
        }
        Map<String, ColumnType> allTypes = new LinkedHashMap<>(types());
        allTypes.putAll(other.types());
        return new Selection(
                other.target.isEmpty() ? without(target, taken) : other.target,
                other.features.isEmpty() ? without(features, taken) : other.features,
                other.ignore.isEmpty() ? without(ignore, taken) : other.ignore,
                other.weight == null ? weight : other.weight,
                allTypes);
    }

    private static List<String> without(List<String> names, Set<String> taken) {
        return names.stream().filter(name -> !taken.contains(name)).toList();
    }

    /** Names every column that does not exist or is named for two purposes. */
    void check(List<String> columns, Blame blame) {
        Set<String> known = new LinkedHashSet<>(columns);
        checkExist(Blame.TARGET, target, known, blame);
        checkExist(Blame.FEATURES, features, known, blame);
        checkExist(Blame.IGNORE, ignore, known, blame);
        checkExist(Blame.WEIGHT, weight == null ? List.of() : List.of(weight), known, blame);
        for (String name : types().keySet()) {
            if (!known.contains(name)) {
                blame.typeFault(name, unknown(name, known));
            }
        }
        Set<String> used = new HashSet<>(features);
        used.addAll(target);
        if (weight != null) {
            used.add(weight);
        }
        for (int i = 0; i < target.size(); i++) {
            if (target.get(i).equals(weight)) {
                blame.fault(Blame.TARGET, i, quote(target.get(i)) + " is the weight, it cannot be a target");
            }
        }
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).equals(weight)) {
                blame.fault(Blame.FEATURES, i, quote(features.get(i)) + " is the weight, it cannot be a feature");
            }
            if (target.contains(features.get(i))) {
                blame.fault(Blame.FEATURES, i, quote(features.get(i)) + " is the target, it cannot be a feature too");
            }
        }
        for (int i = 0; i < ignore.size(); i++) {
            if (used.contains(ignore.get(i))) {
                blame.fault(
                        Blame.IGNORE,
                        i,
                        quote(ignore.get(i)) + " is a target, a feature or the weight, it cannot be ignored");
            }
        }
    }

    private static void checkExist(String role, List<String> names, Set<String> columns, Blame blame) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!columns.contains(names.get(i))) {
                blame.fault(role, i, unknown(names.get(i), columns));
            } else if (!before.add(names.get(i))) {
                blame.fault(role, i, quote(names.get(i)) + " is named twice");
            }
        }
    }

    private static String unknown(String name, Set<String> columns) {
        return "there is no column " + quote(name) + "; the columns are " + list(columns);
    }

    /** {@code columns} with the types that were given to them; what they cannot be read as goes to {@code blame}. */
    List<Column> typed(List<Column> columns, Blame blame) {
        if (types().isEmpty()) {
            return columns;
        }
        List<Column> typed = new ArrayList<>(columns.size());
        for (Column column : columns) {
            ColumnType type = types().getOrDefault(column.name(), column.type());
            if (!column.readableAs().contains(type)) {
                blame.typeFault(
                        column.name(), quote(column.name()) + " cannot be read as " + type.text() + " in every row");
            }
            typed.add(column.readableAs().contains(type) ? column.as(type) : column);
        }
        return typed;
    }

    private static String list(Set<String> columns) {
        int most = 50;
        String first = columns.stream().limit(most).collect(Collectors.joining(", "));
        return columns.size() <= most ? first : first + " and " + (columns.size() - most) + " more";
    }

    private static String quote(String name) {
        return JsonText.quote(name);
    }
}
