package dev.chainrule.inference;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Predictions of a model. */
@Schema(name = "Predictions", description = "The predictions of a model, one for each instance, in their order")
record PredictionAnswer(
        @Schema(description = "Name of the model", example = "iris")
        String model,

        @Schema(description = "Its version", example = "1") int version,

        @Schema(ref = "#/components/schemas/PredictionItems")
        List<ObjectNode> predictions) {}
