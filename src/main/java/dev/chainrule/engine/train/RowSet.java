package dev.chainrule.engine.train;

import dev.chainrule.engine.data.Samples;

/** Some rows of samples, by index. */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
public record RowSet(Samples samples, int[] rows) {}
