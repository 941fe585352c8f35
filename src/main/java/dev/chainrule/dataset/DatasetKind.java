package dev.chainrule.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a dataset is made of. */
public enum DatasetKind {
    /** Plain numbers, fed to the network as they are. */
    @JsonProperty("matrix")
    MATRIX,
    /** Columns with names and types, prepared for training. */
    @JsonProperty("table")
    TABLE
}
