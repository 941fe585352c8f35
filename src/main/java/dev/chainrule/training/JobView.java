package dev.chainrule.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A training job as clients see it. */
@Schema(name = "TrainingJob", description = "A training job")
record JobView(
        @Schema(description = "Id") UUID id,

        @Schema(
                description = "Where the job stands",
                allowableValues = {"queued", "running", "paused", "succeeded", "failed", "cancelled"})
        String status,

        @Schema(
                description =
                        "Why a job that succeeded ended, of members with different reasons the last of this list; null otherwise",
                allowableValues = {"epochs_completed", "target_loss", "early_stopping", "max_seconds"})
        @Nullable
        String stopReason,

        @Schema(description = "Name of the model that the job makes")
        String modelName,

        @Schema(description = "Version of the model that it made; null before") @Nullable
        Integer modelVersion,

        @Schema(description = "The stored network it trains; null where the network came with the request") @Nullable
        UUID networkId,

        @Schema(description = "The dataset it trains on") UUID datasetId,

        @Schema(ref = "#/components/schemas/ResolvedNetwork") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode network,

        @Schema(ref = "#/components/schemas/ContinueFrom") @Nullable
        JsonNode continueFrom,

        @Schema(ref = "#/components/schemas/Preprocessing") @Nullable
        JsonNode preprocessing,

        @Schema(ref = "#/components/schemas/Training") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode training,

        @Schema(ref = "#/components/schemas/Experts") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode experts,

        @Schema(ref = "#/components/schemas/FoldsOfExperts") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode validation,

        @Schema(ref = "#/components/schemas/Blend") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode blend,

        @Schema(description = "Number of members of the model")
        int members,

        @Schema(description = "How far it is") ProgressView progress,

        @Schema(description = "The epoch that was recorded last, of any member; null before the first") @Nullable
        EpochView latest,

        @Schema(
                description =
                        "The epoch with the lowest validation loss, or train loss where nothing is validated, of any member")
        @Nullable
        EpochView best,

        @Schema(description = "Why the job failed; null otherwise") @Nullable
        JobError error,

        @Schema(description = "When it was submitted") Instant createdAt,
        @Schema(description = "When it first ran") @Nullable Instant startedAt,
        @Schema(description = "When it ended") @Nullable Instant finishedAt,

        @Schema(description = "Every change of its status, oldest first")
        List<TransitionView> transitions) {

    /** How far a job is. */
    @Schema(name = "TrainingProgress", description = "How far a job is")
    record ProgressView(
            @Schema(description = "The member that got further last, from 0")
            int member,

            @Schema(description = "Epochs that it has completed")
            int epoch,

            @Schema(description = "Epochs of a member, at most")
            int epochs,

            @Schema(
                    description =
                            "Share of the epochs of all members that is done, 0 to 1; a member that ends early has done its share")
            double fraction,

            @Schema(
                    description =
                            "Training rows a second in the last epochs, of all members that are trained; null before")
            @Nullable
            Double samplesPerSecond,

            @Schema(description = "Seconds left for all members at that speed, at most; null where unknown") @Nullable
            Double remainingSeconds) {}

    /** A change of status. */
    @Schema(name = "Transition", description = "A change of status")
    record TransitionView(
            @Schema(
                    description = "The status from then on",
                    allowableValues = {"queued", "running", "paused", "succeeded", "failed", "cancelled"})
            String status,

            @Schema(description = "When") Instant at,
            @Schema(description = "Why") String reason) {}
}
