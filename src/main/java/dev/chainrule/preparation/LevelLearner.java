package dev.chainrule.preparation;

import dev.chainrule.dataset.Labels;
import dev.chainrule.preparation.PreprocessingSpec.CategorySpec;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Learns how a category, or a category of a date, becomes features. */
final class LevelLearner {

    /** Stands for a missing value among categories, which are never empty. */
    private static final String MISSING = "";

    private final Part part;
    private final PreprocessingSpec spec;
    private final Map<String, Integer> counts = new HashMap<>();
    private int missing;

    LevelLearner(Part part, PreprocessingSpec spec) {
        this.part = part;
        this.spec = spec;
    }

    /** @param category null where it is missing */
    void see(@Nullable String category) {
        if (category == null) {
            missing++;
        } else {
            counts.merge(category, 1, Integer::sum);
        }
    }

    /** The part of a date. */
    void see(double value) {
        see(Double.isNaN(value) ? null : Integer.toString((int) part.of(value)));
    }

    /**
     * What was learned; empty where the column says nothing.
     *
     * @param rows number of training rows
     */
    Optional<Transform.OneHot> finish(int rows) {
        List<String> categories = Labels.ordered(counts.keySet());
        boolean missingLevel = spec.missing() == Missing.LEVEL && missing > 0;
        CategorySpec rule = spec.categorical();
        if (rule.plain()) {
            return Optional.of(encoding(categories, missingLevel, false));
        }
        List<String> levels = new ArrayList<>(categories);
        if (missingLevel) {
            levels.add(MISSING);
        }
        if (levels.size() > rows / 2.0) {
            return Optional.empty();
        }
        Set<String> frequent = frequent(levels, rule);
        Transform.OneHot encoding = encoding(
                categories.stream().filter(frequent::contains).toList(),
                frequent.contains(MISSING),
                frequent.size() < levels.size());
        return encoding.levels() < 2 ? Optional.empty() : Optional.of(encoding);
    }

    /** Those that are not rare; of several as frequent as the last of them the first in label order. */
    private Set<String> frequent(List<String> levels, CategorySpec rule) {
        List<String> frequent = levels.stream()
                .filter(level -> count(level) >= rule.minCount())
                .sorted(Comparator.comparingInt(this::count).reversed())
                .limit(rule.maxLevels().orElse(Integer.MAX_VALUE))
                .toList();
        return new HashSet<>(frequent);
    }

    private int count(String level) {
        return level.equals(MISSING) ? missing : counts.getOrDefault(level, 0);
    }

    private Transform.OneHot encoding(List<String> categories, boolean missingLevel, boolean rareLevel) {
        boolean oneForTwo = !spec.categorical().plain();
        Transform.OneHot unfilled = new Transform.OneHot(part, categories, missingLevel, rareLevel, oneForTwo, -1);
        int fill = switch (spec.missing()) {
            case REJECT -> -1;
            case LEVEL -> missingLevel ? categories.size() : unfilled.otherLevel();
            case IMPUTE -> {
                int most = categories.indexOf(mostFrequent());
                yield most < 0 ? unfilled.otherLevel() : most;
            }
        };
        return new Transform.OneHot(part, categories, missingLevel, rareLevel, oneForTwo, fill);
    }

    /** The first in label order among several. */
    private String mostFrequent() {
        String most = MISSING;
        for (String category : Labels.ordered(counts.keySet())) {
            if (most.equals(MISSING) || count(category) > count(most)) {
                most = category;
            }
        }
        return most;
    }
}
