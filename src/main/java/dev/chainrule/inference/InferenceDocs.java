package dev.chainrule.inference;

/** What {@link InferenceController} says in the OpenAPI document more than once: texts, and references into {@code openapi/*.yaml}. */
final class InferenceDocs {

    static final String NAME = "#/components/parameters/ModelName";
    static final String VERSION = "#/components/parameters/ModelVersion";
    static final String IGNORE_OR_REJECT = "#/components/parameters/Unknown";
    static final String CHECKPOINT = "#/components/parameters/Checkpoint";
    static final String BY_POSITION = "#/components/parameters/ByPosition";
    static final String BY_NAME = "#/components/parameters/ByName";
    static final String INSTANCES = "#/components/schemas/PredictionRequest";
    static final String ARRAYS = "#/components/examples/InstancesByPosition";
    static final String OBJECTS = "#/components/examples/InstancesByName";
    static final String PREDICTIONS = "#/components/schemas/Predictions";
    static final String CLASSES = "#/components/examples/ClassPredictions";
    static final String VALUES = "#/components/examples/ValuePredictions";
    static final String OUTPUTS = "#/components/examples/OutputsPredictions";
    static final String ONE = "#/components/examples/OnePrediction";
    static final String EVALUATION = "#/components/schemas/EvaluationRequest";
    static final String STORED = "#/components/examples/EvaluateStored";
    static final String INLINE = "#/components/examples/EvaluateInline";
    static final String MEASURED = "#/components/examples/IrisEvaluation";

    static final String PREDICT = """
            Each instance is an array in the order of the model's `inputs`, or an object by the inputs' names. Values are raw: the model \
            prepares them as it was trained. Missing values are not supported yet.""";

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
