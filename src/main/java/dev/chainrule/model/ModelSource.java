package dev.chainrule.model;

import java.util.UUID;

/**
 * Where a model comes from.
 *
 * @param name the model's name, of which it becomes the next version
 * @param datasetSha256 hash of what was trained on
 */
public record ModelSource(String name, UUID jobId, UUID datasetId, String datasetSha256) {}
