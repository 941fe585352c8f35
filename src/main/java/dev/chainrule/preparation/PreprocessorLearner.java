package dev.chainrule.preparation;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.RowCursor;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns a {@link Preprocessor} in one pass over the rows, or in several where medians, quantiles or trees ask for more values at
 * once than memory should hold. These see every training row up to a million, beyond that a million of them, evenly spaced; counts,
 * means, deviations and outermost values are always those of all training rows.
 */
final class PreprocessorLearner {

    static final int MOST_SAMPLED = 1_000_000;
    /** Of the memory that there is, how much samples take at most: it decides about the number of passes, not about the result. */
    private static final int SHARE_OF_MEMORY = 8;

    private final PreprocessingSpec spec;
    private final List<ColumnLearner> features;
    private final TargetLearner target;

    PreprocessorLearner(PreprocessingSpec spec, ChosenColumns columns, boolean classification) {
        if (classification && columns.whyNoClassification().isPresent()) {
            throw new IllegalArgumentException(columns.whyNoClassification().get());
        }
        this.spec = spec;
        features = columns.features().stream()
                .map(column -> new ColumnLearner(column, spec))
                .toList();
        target = new TargetLearner(columns.targets(), classification, spec.target());
    }

    Preprocessor learn(DatasetRows rows, int[] trainingRows) {
        BitSet training = new BitSet();
        for (int row : trainingRows) {
            training.set(row);
        }
        int sampled = Math.min(trainingRows.length, MOST_SAMPLED);
        boolean tree = spec.seesTarget();
        if (tree) {
            target.startSample(sampled);
        }
        TreeTarget treeTarget = null;
        for (int done = 0; done == 0 || done < features.size(); ) {
            boolean first = done == 0;
            List<ColumnLearner> group = features.subList(done, endOfGroup(done, sampled));
            List<ColumnLearner> sampling =
                    group.stream().filter(feature -> feature.sampleWidth() > 0).toList();
            pass(rows, training, trainingRows.length, sampled, sampling, first);
            if (first && tree) {
                treeTarget = target.endSample();
            }
            end(group, treeTarget);
            done += Math.max(1, group.size());
        }
        return new Preprocessor(
                rows.schema().kind(),
                spec.missing(),
                features.stream()
                        .map(feature -> feature.finish(trainingRows.length))
                        .toList(),
                target.finish());
    }

    private static void end(List<ColumnLearner> group, @Nullable TreeTarget treeTarget) {
        group.forEach(feature -> feature.endSample(treeTarget));
    }

    /** As many features from {@code start} on as can be sampled at once, at least one. */
    private int endOfGroup(int start, int sampled) {
        long left = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / Double.BYTES;
        int end = start;
        while (end < features.size()) {
            left -= (long) features.get(end).sampleWidth() * sampled;
            if (left < 0 && end > start) {
                return end;
            }
            end++;
        }
        return end;
    }

    /** @param first whether the rows are seen for the first time */
    private void pass(
            DatasetRows rows, BitSet training, int count, int sampled, List<ColumnLearner> sampling, boolean first) {
        if (!first && sampling.isEmpty()) {
            return;
        }
        sampling.forEach(feature -> feature.startSample(sampled));
        RowCursor cursor = rows.open();
        int seen = 0;
        int taken = 0;
        for (int row = 0; cursor.next(); row++) {
            if (first) {
                target.seeLabel(cursor);
            }
            if (!training.get(row)) {
                continue;
            }
            if (first) {
                features.forEach(feature -> feature.see(cursor));
                target.see(cursor);
            }
            if (seen == (long) taken * count / sampled) {
                for (ColumnLearner feature : sampling) {
                    if (!first) {
                        feature.read(cursor);
                    }
                    feature.sample(taken);
                }
                if (first) {
                    target.sample(cursor, taken);
                }
                taken++;
            }
            seen++;
        }
    }
}
