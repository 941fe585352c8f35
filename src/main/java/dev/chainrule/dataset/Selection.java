package dev.chainrule.dataset;

import dev.chainrule.web.JsonText;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns are learned, and from which, as a user names them.
 *
 * @param target names of the columns to predict
 * @param features names of the columns to predict from; empty: all that are neither target, ignored nor text
 * @param ignore names of columns to leave out
 * @param weight name of the column that says how much each row counts; null: all count alike
 */
public record Selection(
        List<String> target,
        List<String> features,
        List<String> ignore,
        @Nullable String weight) {

    public static final Selection NONE = new Selection(List.of(), List.of(), List.of());

    public Selection {
        target = List.copyOf(target);
        features = List.copyOf(features);
        ignore = List.copyOf(ignore);
    }

    public Selection(List<String> target, List<String> features, List<String> ignore) {
        this(target, features, ignore, null);
    }

    /** This selection with what {@code other} says instead, where it says anything. */
    Selection overriddenBy(Selection other) {
        return new Selection(
                other.target.isEmpty() ? target : other.target,
                other.features.isEmpty() ? features : other.features,
                other.ignore.isEmpty() ? ignore : other.ignore,
                other.weight == null ? weight : other.weight);
    }

    /** Names every column that does not exist or is named for two purposes. */
    void check(List<String> columns, Blame blame) {
        Set<String> known = new LinkedHashSet<>(columns);
        checkExist(Blame.TARGET, target, known, blame);
        checkExist(Blame.FEATURES, features, known, blame);
        checkExist(Blame.IGNORE, ignore, known, blame);
        Set<String> used = new HashSet<>(features);
        used.addAll(target);
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
                blame.fault(Blame.IGNORE, i, quote(ignore.get(i)) + " is a target or a feature, it cannot be ignored");
            }
        }
    }

    private static void checkExist(String role, List<String> names, Set<String> columns, Blame blame) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!columns.contains(names.get(i))) {
                blame.fault(
                        role, i, "there is no column " + quote(names.get(i)) + "; the columns are " + list(columns));
            } else if (!before.add(names.get(i))) {
                blame.fault(role, i, quote(names.get(i)) + " is named twice");
            }
        }
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
