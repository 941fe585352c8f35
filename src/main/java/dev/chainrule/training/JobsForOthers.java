package dev.chainrule.training;

import dev.chainrule.dataset.DatasetUse;
import dev.chainrule.model.ModelCheckpoints;
import dev.chainrule.model.ModelUse;
import dev.chainrule.network.NetworkUse;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other features ask about jobs: what unfinished ones use, which must stay, and what they were like on their way. */
@Configuration(proxyBeanMethods = false)
class JobsForOthers {

    private static final Set<JobStatus> UNFINISHED = Set.of(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED);

    @Bean
    DatasetUse datasetsOfUnfinishedJobs(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginDatasetIdAndStatusIn(id, UNFINISHED);
    }

    @Bean
    NetworkUse networksOfUnfinishedJobs(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginNetworkIdAndStatusIn(id, UNFINISHED);
    }

    @Bean
    ModelUse modelsThatUnfinishedJobsContinue(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginContinuedModelIdAndStatusIn(id, UNFINISHED);
    }

    @Bean
    ModelCheckpoints checkpointsOfModels(JobCheckpointRepository checkpoints) {
        return (job, epoch) -> checkpoints.at(job, epoch).stream()
                .map(JobCheckpoint::parameters)
                .toList();
    }
}
