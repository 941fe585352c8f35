package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to record.
 *
 * @param dropped the last epoch whose checkpoint goes in favour of these
 * @param completed epochs completed in all
 * @param best the best of them
 */
record Progress(
        List<EpochReport> reports,
        List<Checkpoint> checkpoints,
        int dropped,
        int completed,
        @Nullable Integer best) {}
