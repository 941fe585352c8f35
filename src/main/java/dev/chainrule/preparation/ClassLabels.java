package dev.chainrule.preparation;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.Labels;
import dev.chainrule.dataset.RowCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The class of each row, known before anything is learned: a split of the rows needs it.
 *
 * @param labels in label order
 * @param classes (rows) indices into the labels
 */
public record ClassLabels(List<String> labels, int[] classes) {

    /** The classes that {@code target} gives the rows. */
    public static ClassLabels read(DatasetRows rows, Column target) {
        Map<String, Integer> found = new HashMap<>();
        int[] classes = new int[rows.count()];
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            classes[row] = found.computeIfAbsent(cursor.category(target), label -> found.size());
        }
        List<String> labels = Labels.ordered(found.keySet());
        int[] order = new int[labels.size()];
        for (int i = 0; i < order.length; i++) {
            Integer at = found.get(labels.get(i));
            if (at != null) {
                order[at] = i;
            }
        }
        Arrays.setAll(classes, row -> order[classes[row]]);
        return new ClassLabels(labels, classes);
    }
}
