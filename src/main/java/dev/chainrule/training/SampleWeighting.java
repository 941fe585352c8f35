package dev.chainrule.training;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.nn.RowWeights;
import dev.chainrule.preparation.ClassLabels;
import dev.chainrule.web.Faults;
import java.util.Optional;

/**
 * How much the rows of a dataset count in the loss; arrays that are empty stand for 1 for all.
 *
 * @param classWeights as they were given
 * @param training sample weights times class weights, (rows)
 * @param validation sample weights alone, (rows)
 */
record SampleWeighting(Optional<ClassWeights> classWeights, float[] training, float[] validation) {

    /**
     * Finds the weights of all rows; what is wrong with them goes to {@code faults}.
     *
     * @param sampleWeights of the dataset, (rows), or empty
     * @param labels the classes of the rows, where there are any
     */
    static SampleWeighting of(
            Optional<ClassWeights> given,
            float[] sampleWeights,
            Optional<ClassLabels> labels,
            ValidationSplit split,
            Faults faults) {
        float[] training = sampleWeights;
        if (given.isPresent() && labels.isEmpty()) {
            faults.add(
                    "/training/" + ClassWeights.PROPERTY,
                    "needs a target of classes: labels, or a column that is categorical or boolean");
        } else if (given.isPresent()) {
            training = weighted(given.get(), sampleWeights, labels.get(), split, faults);
        }
        checkSum(training, split.training(), "the rows to train on", faults);
        if (split.validation().length > 0) {
            checkSum(sampleWeights, split.validation(), "the rows to validate on", faults);
        }
        return new SampleWeighting(given, training, sampleWeights);
    }

    private static float[] weighted(
            ClassWeights given, float[] sampleWeights, ClassLabels labels, ValidationSplit split, Faults faults) {
        long[] counts = new long[labels.labels().size()];
        for (int row : split.training()) {
            counts[labels.classes()[row]]++;
        }
        double[] ofClasses = ClassWeights.ofClasses(given, labels.labels(), counts, faults);
        float[] weights = new float[labels.classes().length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) (RowWeights.of(sampleWeights, row) * ofClasses[labels.classes()[row]]);
        }
        return weights;
    }

    private static void checkSum(float[] weights, int[] rows, String which, Faults faults) {
        double sum = 0;
        for (int row : rows) {
            sum += RowWeights.of(weights, row);
        }
        if (sum == 0) {
            faults.add("/dataset", "the weights of " + which + " are all 0");
        }
    }
}
