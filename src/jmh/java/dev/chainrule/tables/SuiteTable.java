package dev.chainrule.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Results beside those of one model that all are compared with. */
record SuiteTable(List<SuiteResult> results) {

    private static final String BASE = "catboost";
    /** Below this, differences of errors are chance. */
    private static final double LEAST_ERROR = 1e-4;

    static SuiteTable of(List<SuiteResult> results) {
        return new SuiteTable(List.copyOf(results));
    }

    /** A split of a table with what a model and the base reached on it. */
    private record Pair(SuiteResult model, SuiteResult base) {
        double ratio() {
            return Math.max(model.error(), LEAST_ERROR) / Math.max(base.error(), LEAST_ERROR);
        }
    }

    private List<Pair> pairs(String model) {
        List<Pair> pairs = new ArrayList<>();
        for (SuiteResult result : results) {
            if (result.model().equals(model)) {
                results.stream()
                        .filter(base -> base.model().equals(BASE) && base.isOf(result.data(), result.split()))
                        .findFirst()
                        .ifPresent(base -> pairs.add(new Pair(result, base)));
            }
        }
        return pairs;
    }

    private static double geometricMean(List<Pair> pairs) {
        return Math.exp(pairs.stream()
                .mapToDouble(pair -> Math.log(pair.ratio()))
                .average()
                .orElse(Double.NaN));
    }

    private static double medianFit(List<Pair> pairs) {
        double[] fits =
                pairs.stream().mapToDouble(pair -> pair.model().fit()).sorted().toArray();
        return fits.length == 0 ? Double.NaN : fits[fits.length / 2];
    }

    /** A row a model, the best first, and one a table with the models' ratios on it. */
    String markdown() {
        List<String> models = new ArrayList<>(
                new TreeSet<>(results.stream().map(SuiteResult::model).toList()));
        models.removeIf(model -> pairs(model).isEmpty());
        models.sort(Comparator.comparingDouble(model -> geometricMean(pairs(model))));
        StringBuilder text = new StringBuilder(
                "| model | error / CatBoost | better than CatBoost on | fit, median |\n" + "|---|---|---|---|\n");
        for (String model : models) {
            List<Pair> pairs = pairs(model);
            long better = pairs.stream().filter(pair -> pair.ratio() < 1).count();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %d of %d | %.1f s |%n",
                    model,
                    geometricMean(pairs),
                    better,
                    pairs.size(),
                    medianFit(pairs)));
        }
        text.append("\n| table | ").append(String.join(" | ", models)).append(" |\n|---|");
        models.forEach(model -> text.append("---|"));
        for (String data : new TreeSet<>(results.stream().map(SuiteResult::data).toList())) {
            text.append("\n| ").append(data).append(" |");
            for (String model : models) {
                List<Pair> pairs = pairs(model).stream()
                        .filter(pair -> pair.model().data().equals(data))
                        .toList();
                text.append(String.format(Locale.ROOT, " %.3f |", geometricMean(pairs)));
            }
        }
        return text.append('\n').toString();
    }
}
