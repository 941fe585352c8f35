package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chainrule.dataset.DatasetKind;
import java.util.OptionalInt;

/** How the columns of a dataset become the numbers that a network takes. */
public record PreprocessingSpec(
        NumberSpec numeric, CategorySpec categorical, Missing missing, TargetSpec target, Dates date) {

    /** What happens to missing values. */
    public enum Missing {
        /**
         * A number becomes the median, a category or boolean the most frequent one (the first in label order among several); a
         * column that had any among the training rows gets a 0/1 feature that says where.
         */
        @JsonProperty("impute")
        IMPUTE,
        /** There may be none. */
        @JsonProperty("reject")
        REJECT,
        /** For a category a level of its own; else as {@link #IMPUTE}. */
        @JsonProperty("level")
        LEVEL
    }

    /**
     * What happens to the targets of a regression.
     *
     * @param clip whether predictions are kept within the range of the training rows' targets
     */
    public record TargetSpec(TargetScaling scaling, boolean clip) {}

    /** How the targets of a regression are scaled. */
    public enum TargetScaling {
        /** (y - mean) / sd, with the divisor n; a sd of 0 counts as 1. */
        STANDARDIZE,
        NONE
    }

    /** What a date becomes. */
    public enum Dates {
        /** One number, the days since 1970-01-01. */
        EPOCH_DAYS,
        /** Numbers: days since 2000-01-01, sine and cosine of the day of the year; categories: day of week, month. */
        CALENDAR
    }

    /**
     * What happens to categories.
     *
     * @param minCount a level seen less often among the training rows is rare
     * @param maxLevels so many levels, the most frequent ones, are not rare
     * @param plain one 0/1 feature a category, whatever there is; otherwise two levels make one feature, rare levels share one,
     *     which also takes unseen ones, and a column with a single level or with more levels than half the rows drops out
     */
    public record CategorySpec(int minCount, OptionalInt maxLevels, boolean plain) {
        public static final CategorySpec ONE_HOT = new CategorySpec(1, OptionalInt.empty(), true);
    }

    /** Whether what becomes of the inputs depends on the targets. */
    public boolean seesTarget() {
        return numeric instanceof NumberSpec.PiecewiseLinear(NumberSpec.Bins bins, int _)
                && bins == NumberSpec.Bins.TREE;
    }

    /** The same as far as it does not depend on the targets: cells are the same, without trees. */
    public PreprocessingSpec withoutTarget() {
        return seesTarget()
                ? new PreprocessingSpec(new NumberSpec.SmoothRobust(), categorical, missing, target, date)
                : this;
    }

    /** What a request without preprocessing gets: a table is standardized, a matrix is taken as it is. */
    public static PreprocessingSpec defaultFor(DatasetKind kind) {
        return switch (kind) {
            case MATRIX ->
                new PreprocessingSpec(
                        new NumberSpec.None(),
                        CategorySpec.ONE_HOT,
                        Missing.REJECT,
                        new TargetSpec(TargetScaling.NONE, false),
                        Dates.EPOCH_DAYS);
            case TABLE ->
                new PreprocessingSpec(
                        new NumberSpec.Standardize(),
                        CategorySpec.ONE_HOT,
                        Missing.IMPUTE,
                        new TargetSpec(TargetScaling.STANDARDIZE, false),
                        Dates.EPOCH_DAYS);
        };
    }
}
