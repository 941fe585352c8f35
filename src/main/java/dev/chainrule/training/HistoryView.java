package dev.chainrule.training;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The epochs of a job. */
@Schema(name = "History", description = "The epochs of a job, oldest first")
record HistoryView(
        @Schema(description = "The epochs") List<EpochView> epochs,

        @Schema(description = "Whether epochs were left out to keep to the number of points asked for")
        boolean downsampled) {}
