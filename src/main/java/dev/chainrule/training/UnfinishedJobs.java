package dev.chainrule.training;

import dev.chainrule.dataset.DatasetUse;
import dev.chainrule.network.NetworkUse;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What queued, running and paused jobs use must stay. */
@Configuration(proxyBeanMethods = false)
class UnfinishedJobs {

    private static final Set<JobStatus> UNFINISHED = Set.of(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED);

    @Bean
    DatasetUse datasetsOfUnfinishedJobs(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginDatasetIdAndStatusIn(id, UNFINISHED);
    }

    @Bean
    NetworkUse networksOfUnfinishedJobs(TrainingJobRepository jobs) {
        return id -> jobs.existsByOriginNetworkIdAndStatusIn(id, UNFINISHED);
    }
}
