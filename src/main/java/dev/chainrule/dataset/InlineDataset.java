package dev.chainrule.dataset;

import java.util.Optional;

/**
 * A dataset that came in a request and is not stored, but can be read like one that is.
 *
 * @param sha256 hash of its JSON as it was received, written without blanks
 */
record InlineDataset(Optional<String> name, DatasetRows rows, String sha256) {}
