package dev.chainrule.preparation;

import java.util.Map;

/**
 * Raw instances as a network takes them.
 *
 * @param x (rows, features), row-major
 * @param unknownCategories per column, how many instances had a category that the model does not know, encoded as zeros
 */
public record EncodedInstances(float[] x, int rows, int features, Map<String, Long> unknownCategories) {}
