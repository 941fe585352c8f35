package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;

/**
 * A network at the end of an epoch.
 *
 * @param parameters (P), a copy
 */
record Checkpoint(EpochReport report, float[] parameters) {}
