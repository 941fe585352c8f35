package dev.chainrule.inference;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.DatasetService;
import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.preparation.PreparedSamples;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import dev.chainrule.web.ProblemException;

/**
 * The rows of a dataset that a model is measured on: those whose target is known.
 *
 * @param columns those of the model
 * @param samples the rows as the model's own preparation sees them
 * @param all the same, with their weights
 */
record EvaluatedRows(DatasetRows rows, ChosenColumns columns, PreparedSamples samples, RowSet all) {

    /** Reads what a request has still to say, which is its dataset, and refuses what does not fit to the model. */
    static EvaluatedRows read(TrainedModel model, JsonObject request, DatasetService datasets) {
        Faults faults = request.faults();
        DatasetReference dataset = datasets.readReference(request, "dataset");
        request.end();
        ChosenColumns columns =
                dataset == null ? null : model.preprocessor().columnsIn(dataset.schema(), "/dataset", faults);
        faults.throwIfAny();
        if (dataset == null || columns == null) {
            throw new IllegalStateException("no dataset, and no fault");
        }
        DatasetRows rows = dataset.rows().withKnown(columns.targets());
        if (rows.count() == 0) {
            throw ProblemException.unprocessable("/dataset", "has no row whose target is known");
        }
        PreparedSamples samples = PreparedSamples.of(model.preprocessor(), rows, columns, model.outputs());
        samples.unknownLabels()
                .forEach((label, count) -> faults.add(
                        "/dataset",
                        "the model does not know the class " + JsonText.quote(label) + " of " + count + " rows"));
        faults.throwIfAny();
        int[] order = ValidationSplit.none(samples.rows()).training();
        return new EvaluatedRows(rows, columns, samples, new RowSet(samples, order, dataset.sampleWeights(rows)));
    }

    /** The rows as the networks that see them by one of the model's preparations take them. */
    PreparedSamples as(TrainedModel model, int preparation) {
        Preprocessor preprocessor = model.preparations().get(preparation);
        PreparedSamples seen = preprocessor.cells().equals(model.preprocessor().cells())
                ? samples.withShapes(preprocessor)
                : PreparedSamples.of(preprocessor, rows, columns, model.outputs());
        return seen.forNetworks(model.networksOf(preparation));
    }
}
