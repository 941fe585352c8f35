package dev.chainrule.training;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A checkpoint as clients see it. */
@Schema(name = "Checkpoint", description = "A network at the end of an epoch, to predict with")
record CheckpointView(
        @Schema(description = "The member, from 0") int member,
        @Schema(description = "The epoch, from 1") int epoch,

        @Schema(description = "The epoch's mean loss of the training rows")
        double trainLoss,

        @Schema(description = "Mean loss of the validation rows after the epoch; null where there are none") @Nullable
        Double validationLoss,

        @Schema(description = "When it was stored") Instant createdAt) {}
