package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Samples;

/** Some rows of samples, by index. */
public record RowSet(Samples samples, int[] rows) {}
