package dev.chainrule.engine.train;

/** What tells how good predictions are. */
public enum Metric {
    /** Share of rows whose class is right; with several independent labels, share of right decisions. */
    ACCURACY,
    /** Square root of the mean squared error, in original units, over all targets. */
    RMSE,
    /** Mean absolute error, in original units, over all targets. */
    MAE
}
