package dev.chainrule.dataset;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored dataset.
 *
 * @param sha256 hash of what was uploaded, in hexadecimal
 */
public record Dataset(UUID id, String name, Schema schema, String sha256, Instant createdAt) {}
