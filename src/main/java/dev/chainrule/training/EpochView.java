package dev.chainrule.training;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an epoch gave, as clients see it. */
@Schema(name = "Epoch", description = "What an epoch gave")
record EpochView(
        @Schema(description = "The member, from 0") int member,
        @Schema(description = "The epoch, from 1") int epoch,

        @Schema(description = "Mean loss of the training rows, as they were forwarded before each update")
        double trainLoss,

        @Schema(description = "Mean loss of the validation rows after the epoch; null where there are none") @Nullable
        Double validationLoss,

        @Schema(description = "The learning rate of the epoch")
        double learningRate,

        @Schema(ref = "#/components/schemas/Metrics") JsonNode metrics,

        @Schema(description = "Seconds of the training pass alone")
        double seconds) {}
