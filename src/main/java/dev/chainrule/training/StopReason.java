package dev.chainrule.training;

import java.util.Locale;

/** Why a training that succeeded came to its end. */
enum StopReason {
    EPOCHS_COMPLETED,
    TARGET_LOSS,
    EARLY_STOPPING,
    MAX_SECONDS;

    /** As clients see it: "target_loss". */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
