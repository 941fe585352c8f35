package dev.chainrule.engine.nn;

/** How the bias of a dense layer starts. */
public enum BiasInitializer {
    /** At 0. */
    ZEROS,
    /** At what the training rows' targets are on average, seen through the inverse of the activation: of the last layer alone. */
    TARGET_PRIOR
}
