package dev.chainrule.engine.train;

/** What the outputs of a network mean. */
public enum Task {
    /** Values. */
    REGRESSION,
    /** Two classes: one output, the probability of the second, or two that sum to 1. */
    BINARY_CLASSIFICATION,
    /** One output a class: probabilities that sum to 1. */
    MULTICLASS_CLASSIFICATION,
    /** Several outputs, each the probability of a label of its own. */
    MULTILABEL_CLASSIFICATION
}
