package dev.chainrule.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chainrule.preparation.ModelColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A version of a model as clients see it. */
@Schema(name = "Model", description = "A version of a trained model")
public record ModelView(
        @Schema(description = "Name") String name,
        @Schema(description = "Version, from 1") int version,

        @Schema(description = "Aliases that point to this version")
        List<String> aliases,

        @Schema(description = "The training job that made it")
        UUID jobId,

        @Schema(
                description = "What its outputs mean",
                allowableValues = {
                    "regression",
                    "binary_classification",
                    "multiclass_classification",
                    "multilabel_classification"
                })
        String task,

        @Schema(description = "What it predicts from, in the order of instances by position")
        List<ModelColumn> inputs,

        @Schema(description = "What it predicts") List<ModelColumn> outputs,

        @Schema(
                description = "Its network; of a model of experts, that of the first",
                ref = "#/components/schemas/ResolvedNetwork")
        JsonNode network,

        @Schema(description = "The experts that it is made of; only of a model of experts")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Expert> experts,

        @Schema(description = "Number of members, whose predictions are averaged")
        int members,

        @Schema(description = "Number of parameters of all members")
        long parameterCount,

        @Schema(ref = "#/components/schemas/Metrics") JsonNode metrics,
        @Schema(description = "When it was made") Instant createdAt) {

    /** A network of several whose answers are blended. */
    @Schema(name = "ModelExpert", description = "One of several networks whose answers are blended")
    public record Expert(
            @Schema(description = "Its name in the request", example = "q")
            String name,

            @Schema(description = "What it counts in the mean, above 0, at most 1", example = "0.45")
            double weight,

            @Schema(description = "How many of the model's members are its", example = "8")
            int members,

            @Schema(ref = "#/components/schemas/ResolvedNetwork")
            JsonNode network) {}
}
