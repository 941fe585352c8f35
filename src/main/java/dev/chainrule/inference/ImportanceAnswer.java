package dev.chainrule.inference;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much a model depends on each column that it predicts from. */
@Schema(name = "Importance", description = "How much a model depends on each column that it predicts from")
record ImportanceAnswer(
        @Schema(description = "Name of the model", example = "iris")
        String model,

        @Schema(description = "Its version", example = "1") int version,

        @Schema(description = "Number of rows", example = "150")
        int rows,

        @Schema(
                description = "What it is measured by: logLoss of classifications, rmse of regressions",
                allowableValues = {"logLoss", "rmse"})
        String metric,

        @Schema(
                description = "The metric on the rows as they are; null where it is not finite",
                example = "0.040019451")
        @Nullable
        Double value,

        @Schema(description = "How often each column was shuffled", example = "5")
        int repeats,

        @Schema(description = "What the shuffling is drawn by", example = "1")
        long seed,

        @Schema(description = "Each input of the model, the most important first")
        List<Column> importance) {

    /** How much worse a model becomes without what a column says. */
    @Schema(name = "ColumnImportance", description = "How much worse the model becomes without what a column says")
    record Column(
            @Schema(description = "Name of the column", example = "petal_length")
            String column,

            @Schema(
                    description =
                            "By how much the metric rises when the column is shuffled, the mean over the repeats; about 0, or a little"
                                    + " below, where the model does not need it; null where it is not finite",
                    example = "1.7")
            @Nullable
            Double mean,

            @Schema(
                    description = "Standard deviation over the repeats (divisor n); null where it is not finite",
                    example = "0.08")
            @Nullable
            Double standardDeviation) {}
}
