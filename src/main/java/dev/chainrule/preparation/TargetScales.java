package dev.chainrule.preparation;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.RowCursor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How the targets of a regression are scaled for members that learn from different rows: each from its own training rows, since targets of
 * rows that are held out must not be seen.
 */
public final class TargetScales {

    private TargetScales() {}

    /**
     * Learns for several sets of training rows in one pass.
     *
     * @param trainingRows indices of rows
     * @return for each of them what {@link Preprocessor#learn} from these rows would give
     */
    public static List<TargetEncoding> learn(
            PreprocessingSpec spec, DatasetRows rows, List<Column> targets, List<int[]> trainingRows) {
        List<BitSet> training = new ArrayList<>();
        List<TargetLearner> learners = new ArrayList<>();
        for (int[] set : trainingRows) {
            BitSet bits = new BitSet();
            for (int row : set) {
                bits.set(row);
            }
            training.add(bits);
            learners.add(new TargetLearner(targets, false, spec.target()));
        }
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            for (int set = 0; set < learners.size(); set++) {
                if (training.get(set).get(row)) {
                    learners.get(set).see(cursor);
                }
            }
        }
        return learners.stream().map(TargetLearner::finish).toList();
    }
}
