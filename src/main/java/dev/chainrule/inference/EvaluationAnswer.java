package dev.chainrule.inference;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How good a model is on a dataset. */
@Schema(name = "Evaluation", description = "How good a model is on a dataset")
record EvaluationAnswer(
        @Schema(description = "Number of rows", example = "150")
        int rows,

        @Schema(description = "Mean loss, in prepared target units; null where it is not finite", example = "0.06")
        @Nullable
        Double loss,

        @Schema(ref = "#/components/schemas/MetricValues") JsonNode metrics,

        @Schema(
                description =
                        "Each class of a classification, or each of several independent labels, in the order of the outputs; "
                                + "null for a regression")
        @Nullable
        List<ClassQuality> perClass,

        @Schema(
                description =
                        "Which classes were taken for which; null unless each row is of one class, of at most 1,000 classes")
        @Nullable
        ConfusionMatrix confusionMatrix,

        @Schema(ref = "#/components/schemas/Calibration") @Nullable
        JsonNode calibration,

        @Schema(ref = "#/components/schemas/BaselineValues") JsonNode baseline,

        @Schema(
                description = "Per column, the number of rows whose category the model does not know, encoded as zeros",
                example = "{\"color\": 2}")
        Map<String, Long> unknownCategories) {

    /** How well a class is recognized. */
    @Schema(name = "ClassQuality", description = "How well a class is recognized")
    record ClassQuality(
            @Schema(
                    description = "The class; of a matrix's targets `0` and `1`, or the target's name",
                    example = "setosa")
            String label,

            @Schema(
                    description = "Of the rows taken for this class, the share that are of it; 0 if there are none",
                    example = "1.0")
            double precision,

            @Schema(
                    description = "Of the rows of this class, the share taken for it; 0 if there are none",
                    example = "0.98")
            double recall,

            @Schema(description = "Harmonic mean of precision and recall", example = "0.99")
            double f1,

            @Schema(description = "Rows of this class", example = "50")
            int support) {}

    /** Which classes were taken for which. */
    @Schema(name = "ConfusionMatrix", description = "Which classes were taken for which")
    record ConfusionMatrix(
            @Schema(description = "The classes, in the order of rows and columns", example = "[\"no\", \"yes\"]")
            List<String> labels,

            @Schema(
                    description = "`counts[i][j]` rows are of class i and were taken for class j",
                    example = "[[48, 2], [1, 49]]")
            int[][] counts) {}
}
