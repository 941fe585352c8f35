package dev.chainrule.preparation;

import dev.chainrule.dataset.DatasetKind;

/** How the columns of a dataset become the numbers that a network takes. */
public record PreprocessingSpec(Scaling numeric, Categorical categorical, Scaling target) {

    /** What happens to numbers. */
    public enum Scaling {
        /** (x - mean) / sd, with the divisor n; a sd of 0 counts as 1. */
        STANDARDIZE,
        NONE
    }

    /** What happens to categories. */
    public enum Categorical {
        /** One 0/1 feature a category. */
        ONE_HOT
    }

    /** What a request without preprocessing gets: a table is standardized, a matrix is taken as it is. */
    public static PreprocessingSpec defaultFor(DatasetKind kind) {
        Scaling scaling = switch (kind) {
            case MATRIX -> Scaling.NONE;
            case TABLE -> Scaling.STANDARDIZE;
        };
        return new PreprocessingSpec(scaling, Categorical.ONE_HOT, scaling);
    }
}
