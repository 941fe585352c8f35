package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import dev.chainrule.engine.train.TrainingState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to record of a member.
 *
 * @param dropped the last epoch whose checkpoint goes in favour of these
 * @param completed epochs completed in all
 * @param best the best of them
 * @param snapshot replaces the one that the run would go on from; null to keep it
 */
record MemberRecords(
        int member,
        List<EpochReport> reports,
        List<Checkpoint> checkpoints,
        int dropped,
        int completed,
        Optional<JobMember.Best> best,
        @Nullable TrainingState snapshot) {}
