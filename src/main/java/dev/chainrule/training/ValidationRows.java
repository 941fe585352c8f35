package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.preparation.ClassLabels;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.preparation.TargetEncoding;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.util.List;

/** Whether a dataset can be validated on: it needs the columns that are trained on, by name, and no class that they do not have. */
final class ValidationRows {

    private static final String POINTER = "/training/validation/dataset";

    private ValidationRows() {}

    /** @param preprocessor learned from the training rows */
    static void check(DatasetReference held, Preprocessor preprocessor, Faults faults) {
        ChosenColumns columns = preprocessor.columnsIn(held.schema(), POINTER, faults);
        if (columns == null) {
            return;
        }
        if (preprocessor.target() instanceof TargetEncoding.Classes(String _, List<String> labels)) {
            for (String label :
                    ClassLabels.read(held.rows(), columns.targets().getFirst()).labels()) {
                if (!labels.contains(label)) {
                    faults.add(POINTER, "the training rows have no class " + JsonText.quote(label));
                }
            }
        }
        float[] weights = held.sampleWeights();
        double sum = weights.length == 0 ? 1 : 0;
        for (float weight : weights) {
            sum += weight;
        }
        if (sum == 0) {
            faults.add(POINTER, "the weights of the rows to validate on are all 0");
        }
    }
}
