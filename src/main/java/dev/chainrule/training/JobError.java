package dev.chainrule.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chainrule.engine.train.DivergedException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a training job failed. */
@Schema(description = "Why the job failed")
record JobError(
        @Schema(
                description = "Kind of failure",
                allowableValues = {"diverged", "out_of_memory", "interrupted", "internal"})
        String code,

        @Schema(description = "What happened") String message,

        @Schema(description = "The member whose training failed, from 0; only where there are several")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Integer member,

        @Schema(description = "Epoch of the first value that was not finite, from 1") @Nullable
        Integer epoch,

        @Schema(description = "Batch within that epoch, from 1") @Nullable
        Integer batch,

        @Schema(description = "Layer in which it appeared, from 0") @Nullable
        Integer layer) {

    static JobError of(String code, String message) {
        return new JobError(code, message, null, null, null, null);
    }

    /** @param member null where there is but one */
    static JobError of(DivergedException diverged, @Nullable Integer member) {
        String message = (member == null ? "" : "member " + member + ": ") + diverged.getMessage();
        return new JobError("diverged", message, member, diverged.epoch(), diverged.batch(), diverged.layer());
    }
}
