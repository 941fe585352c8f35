package dev.chainrule.preparation;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.Labels;
import dev.chainrule.dataset.RowCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The class of each row, known before anything is learned: a split of the rows needs it.
 *
 * @param labels in label order
 * @param classes (rows) indices into the labels
 */
public record ClassLabels(List<String> labels, int[] classes) {

    /**
     * The classes of rows as a model knows them.
     *
     * @param labels all that the model knows; the class of a row whose label is unknown is -1
     * @param unknown labels that the model does not know, in label order
     */
    public record Known(ClassLabels labels, List<String> unknown) {}

    /**
     * The classes that {@code target} gives the rows, as indices into {@code known}: the label as it is written in the dataset if the
     * model knows that, else as it is called there, 1 for 1.0.
     */
    public static Known known(DatasetRows rows, Column target, List<String> known) {
        Map<String, Integer> indices = new HashMap<>();
        known.forEach(label -> indices.put(label, indices.size()));
        int[] classes = new int[rows.count()];
        Set<String> unknown = new HashSet<>();
        RowCursor cursor = rows.open();
        for (int row = 0; cursor.next(); row++) {
            String label = cursor.category(target);
            Integer found = indices.get(cursor.text(target));
            classes[row] = found == null ? indices.getOrDefault(label, -1) : found;
            if (classes[row] < 0) {
                unknown.add(label);
            }
        }
        return new Known(new ClassLabels(known, classes), Labels.ordered(unknown));
    }

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
