package dev.chainrule.training;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a training that succeeded came to its end. Of several members that ended for different reasons, the last of these counts. */
enum StopReason {
    EPOCHS_COMPLETED,
    TARGET_LOSS,
    EARLY_STOPPING,
    MAX_SECONDS;

    /** The one that counts of both. */
    StopReason or(@Nullable StopReason other) {
        return other == null || compareTo(other) >= 0 ? this : other;
    }

    /** As clients see it: "target_loss". */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
