package dev.chainrule.inference;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good a model is on a dataset. */
@Schema(name = "Evaluation", description = "How good a model is on a dataset")
record EvaluationAnswer(
        @Schema(description = "Number of rows", example = "150")
        int rows,

        @Schema(description = "Mean loss, in prepared target units; null where it is not finite", example = "0.06")
        @Nullable
        Double loss,

        @Schema(
                description = "accuracy for classification; rmse and mae in original units for regression",
                example = "{\"accuracy\": 0.98}")
        Map<String, Double> metrics,

        @Schema(
                description = "Per column, the number of rows whose category the model does not know, encoded as zeros",
                example = "{\"color\": 2}")
        Map<String, Long> unknownCategories) {}
