package dev.chainrule.inference;

/** What {@link InferenceController} says in the OpenAPI document more than once: texts, and references into {@code openapi/*.yaml}. */
final class InferenceDocs {

    static final String NAME = "#/components/parameters/ModelName";
    static final String VERSION = "#/components/parameters/ModelVersion";
    static final String IGNORE_OR_REJECT = "#/components/parameters/Unknown";
    static final String CHECKPOINT = "#/components/parameters/Checkpoint";
    static final String HEADER = "#/components/parameters/PredictionHeader";
    static final String BY_POSITION = "#/components/parameters/ByPosition";
    static final String BY_NAME = "#/components/parameters/ByName";
    static final String INSTANCES = "#/components/schemas/PredictionRequest";
    static final String ARRAYS = "#/components/examples/InstancesByPosition";
    static final String OBJECTS = "#/components/examples/InstancesByName";
    static final String CSV_ROWS = "#/components/examples/InstancesCsv";
    static final String CSV_PREDICTIONS = "#/components/examples/CsvPredictions";
    static final String PREDICTIONS = "#/components/schemas/Predictions";
    static final String CLASSES = "#/components/examples/ClassPredictions";
    static final String VALUES = "#/components/examples/ValuePredictions";
    static final String OUTPUTS = "#/components/examples/OutputsPredictions";
    static final String ONE = "#/components/examples/OnePrediction";
    static final String EVALUATION = "#/components/schemas/EvaluationRequest";
    static final String STORED = "#/components/examples/EvaluateStored";
    static final String INLINE = "#/components/examples/EvaluateInline";
    static final String MEASURED = "#/components/examples/IrisEvaluation";

    static final String IMPORTANCE = "#/components/schemas/ImportanceRequest";
    static final String IMPORTANCE_STORED = "#/components/examples/ImportanceStored";
    static final String IMPORTANCE_INLINE = "#/components/examples/ImportanceInline";
    static final String IMPORTANCE_ANSWER = "#/components/examples/IrisImportance";

    static final String PREDICT = """
            Each instance is an array in the order of the model's `inputs`, or an object by the inputs' names. Values are raw: the model \
            prepares them as it was trained. `null`, or text that stands for a missing value, is one: it is imputed, unless the model \
            was trained to reject missing values.

            Of CSV (as for uploads: UTF-8, commas, semicolons or tabs, quotes, gzip), the columns named as the model's `inputs` are \
            predicted from, in any order. The answer is CSV with the same separator: the rows as they were sent, with all their \
            columns, and behind them `prediction`, or `prediction_` and the target's name for several, and of a classification \
            `probability` and one `probability_` and the class for each. Files of any number of rows are predicted with little memory; \
            the answer begins when it is complete, so it is whole or it is a problem. Faults are named by line, column and feature, at \
            most 100 of a file.""";

    static final String PREDICT_ONE = """
            One instance from the address bar: every input by its name (`?sepal_length=5.1&sepal_width=3.5&...`), or all by position \
            (`?x=5.1,3.5,1.4,0.2`).""";

    static final String EVALUATE = """
            Loss and metrics of the model over all rows of a dataset, given by id or inline. The dataset needs the columns that the \
            model predicts from and those that it predicts, by their names; others are ignored. A category that the model does not know \
            counts as none of those it knows, a class that it does not know is a 422. Beside the metrics stand those of a baseline that looks \
            at no feature: the most frequent class with the class shares as probabilities, or the mean, of the evaluated rows.""";

    private InferenceDocs() {}
}
