package dev.chainrule.training;

import dev.chainrule.dataset.DatasetUse;
import dev.chainrule.model.ModelCheckpoints;
import dev.chainrule.model.ModelUse;
import dev.chainrule.network.NetworkUse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other features ask about jobs: what unfinished ones use, which must stay, and what they were like on their way. */
@Configuration(proxyBeanMethods = false)
class JobsForOthers {

    private static final Set<JobStatus> UNFINISHED = Set.of(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED);

    @Bean
    DatasetUse datasetsOfUnfinishedJobs(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginDatasetIdAndStatusIn(id, UNFINISHED)
                || jobs.existsByOriginValidationDatasetIdAndStatusIn(id, UNFINISHED);
    }

    @Bean
    NetworkUse networksOfUnfinishedJobs(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginNetworkIdAndStatusIn(id, UNFINISHED);
    }

    @Bean
    ModelUse modelsThatUnfinishedJobsContinue(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginContinuedModelIdAndStatusIn(id, UNFINISHED);
    }

    /** A checkpoint of a model is one of every member that was still trained then. */
    @Bean
    ModelCheckpoints checkpointsOfModels(JobCheckpointRepository checkpoints, JobMemberRepository members) {
        return (job, epoch) -> {
            Map<Integer, byte[]> found = checkpoints.at(job, epoch).stream()
                    .collect(Collectors.toMap(JobCheckpoint::member, JobCheckpoint::parameters));
            boolean whole = !found.isEmpty()
                    && members.of(job).stream()
                            .allMatch(member -> found.containsKey(member.member()) || member.epoch() < epoch);
            return whole ? Optional.of(found) : Optional.empty();
        };
    }
}
