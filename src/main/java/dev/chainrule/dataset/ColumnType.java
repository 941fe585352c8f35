package dev.chainrule.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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
    DATE;

    /** All types by the names that the API has for them. */
    static final Map<String, ColumnType> BY_NAME;

    static {
        Map<String, ColumnType> names = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(type -> names.put(type.text(), type));
        BY_NAME = Collections.unmodifiableMap(names);
    }

    /** The name that the API has for it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
