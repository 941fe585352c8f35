package dev.chainrule.engine.train;

/**
 * What tells how good predictions are. Undefined values are NaN.
 *
 * <p>Where two classes are equally likely, the second is decided for, of more than two the first. A target that is itself a
 * distribution over the classes counts as its decision. Of several independent labels each is a pair of classes, no and yes.
 */
public enum Metric {
    /** Share of rows whose class is right; with several independent labels, share of right decisions. */
    ACCURACY,
    /** Mean recall of the classes that occur; not defined for several independent labels. */
    BALANCED_ACCURACY,
    /** Mean over all classes of the share of rows decided for a class that are of it, 0 where there are none; over the yes of labels. */
    MACRO_PRECISION,
    /** Mean over all classes of the share of a class's rows that are decided for it, 0 where there are none; over the yes of labels. */
    MACRO_RECALL,
    /** Mean over all classes of the harmonic mean of precision and recall, 0 where both are 0; over the yes of labels. */
    MACRO_F1,
    /**
     * Area under the ROC curve: the probability that a row of a class scores higher for it than a row of the others, ties counting
     * half. Of two classes that of the second; of several the mean, one against the rest, over those that have rows of both kinds.
     */
    ROC_AUC,
    /** Mean of -ln p of the row's class, p kept within [1e-15, 1 - 1e-15]; over all labels. */
    LOG_LOSS,
    /** Of two classes mean (p - y)^2 of the second; of several the mean over rows of the sum over classes; over all labels. */
    BRIER,
    /** Mean squared error, in original units, over all targets. */
    MSE,
    /** Square root of the mean squared error, in original units, over all targets. */
    RMSE,
    /** Mean absolute error, in original units, over all targets. */
    MAE,
    /** Mean of |error / actual value|, a fraction, over all targets; undefined where an actual value is 0. */
    MAPE,
    /** 1 - squared error / squared deviation from the mean: the mean over the targets that are not constant. */
    R2,
    /** Median of the absolute errors, in original units: the mean over the targets. */
    MEDIAN_ABSOLUTE_ERROR
}
