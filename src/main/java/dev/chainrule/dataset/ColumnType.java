package dev.chainrule.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the cells of a column are. */
public enum ColumnType {
    @JsonProperty("numeric")
    NUMERIC,
    /** true or false, in any case. */
    @JsonProperty("boolean")
    BOOLEAN,
    @JsonProperty("categorical")
    CATEGORICAL,
    /** Too many distinct values for categories: no feature. */
    @JsonProperty("text")
    TEXT,
    /** ISO 8601 dates and times, as numbers: days since 1970-01-01. */
    @JsonProperty("date")
    DATE
}
