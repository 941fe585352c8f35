package dev.chainrule.preparation;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.Labels;
import dev.chainrule.dataset.Moments;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.preparation.PreprocessingSpec.Scaling;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Learns a {@link Preprocessor} in one pass over the rows. */
final class PreprocessorLearner {

    private final PreprocessingSpec spec;
    private final ChosenColumns columns;
    private final boolean classification;
    private final List<Learned> features;
    private final List<Learned> targets;

    PreprocessorLearner(PreprocessingSpec spec, ChosenColumns columns, boolean classification) {
        if (classification && columns.whyNoClassification().isPresent()) {
            throw new IllegalArgumentException(columns.whyNoClassification().get());
        }
        this.spec = spec;
        this.columns = columns;
        this.classification = classification;
        features = columns.features().stream().map(Learned::new).toList();
        targets = columns.targets().stream().map(Learned::new).toList();
    }

    /** What the rows say about a column: moments of numbers, categories of whatever else. */
    private record Learned(Column column, Moments moments, Set<String> categories) {
        Learned(Column column) {
            this(column, new Moments(), new HashSet<>());
        }

        void see(RowCursor row) {
            switch (column.type()) {
                case NUMERIC, DATE -> moments.add(row.number(column));
                case CATEGORICAL, TEXT -> categories.add(row.category(column));
                case BOOLEAN -> {}
            }
        }

        Transform.Scale scale(Scaling scaling) {
            double deviation = moments.standardDeviation();
            return switch (scaling) {
                case STANDARDIZE -> new Transform.Scale(moments.mean(), deviation == 0 ? 1 : deviation);
                case NONE -> Transform.Scale.NONE;
            };
        }

        Transform transform(Scaling scaling) {
            return switch (column.type()) {
                case NUMERIC, DATE -> scale(scaling);
                case BOOLEAN -> new Transform.Flag();
                case CATEGORICAL, TEXT -> new Transform.OneHot(Labels.ordered(categories));
            };
        }
    }

    Preprocessor learn(DatasetRows rows, int[] trainingRows) {
        BitSet training = new BitSet();
        for (int row : trainingRows) {
            training.set(row);
        }
        Set<String> labels = new HashSet<>();
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            if (training.get(row)) {
                features.forEach(feature -> feature.see(cursor));
                if (!classification) {
                    targets.forEach(target -> target.see(cursor));
                }
            }
            if (classification) {
                labels.add(cursor.category(columns.targets().getFirst()));
            }
        }
        return new Preprocessor(
                rows.schema().kind(),
                features.stream()
                        .map(feature -> new InputColumn(
                                feature.column().name(), feature.column().type(), feature.transform(spec.numeric())))
                        .toList(),
                target(labels));
    }

    private TargetEncoding target(Set<String> labels) {
        if (classification) {
            return new TargetEncoding.Classes(columns.targets().getFirst().name(), Labels.ordered(labels));
        }
        return new TargetEncoding.Values(targets.stream()
                .map(target -> new TargetEncoding.Value(target.column().name(), target.scale(spec.target())))
                .toList());
    }
}
