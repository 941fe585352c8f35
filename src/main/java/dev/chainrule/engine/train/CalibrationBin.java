package dev.chainrule.engine.train;

/**
 * Rows whose probability is in [from, to); in the last bin, [from, to].
 *
 * @param predicted their mean probability; NaN without rows
 * @param observed share of those that came true; NaN without rows
 * @param count number of rows
 */
public record CalibrationBin(double from, double to, double predicted, double observed, int count) {}
