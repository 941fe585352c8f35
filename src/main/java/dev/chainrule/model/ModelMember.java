package dev.chainrule.model;

import dev.chainrule.preparation.TargetEncoding;

/**
 * A member of a model.
 *
 * @param jobMember which member of the training job it was: the others may not have been kept
 * @param expert index into the experts of the model
 * @param preparation index into the preparations of the model: how its network sees raw rows
 * @param target how its outputs are read: values on a scale of its own, learned from its own training rows
 * @param weight what its expert counts in the mean, above 0
 * @param parameters (P), not to be changed
 */
public record ModelMember(
        int jobMember, int expert, int preparation, TargetEncoding target, double weight, float[] parameters) {}
