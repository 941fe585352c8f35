package dev.chainrule.training;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface TrainingJobRepository extends JpaRepository<TrainingJob, UUID> {

    /** The row, locked until the transaction ends: for every change of state. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select j from TrainingJob j where j.id = :id")
    Optional<TrainingJob> lock(UUID id);

    @Query("""
            select j from TrainingJob j
            where (:after is null or j.id < :after)
              and (:status is null or j.status = :status)
              and (:modelName is null or j.modelName = :modelName)
            order by j.id desc""")
    List<TrainingJob> page(@Nullable UUID after, @Nullable JobStatus status, @Nullable String modelName, Limit limit);

    boolean existsByOriginDatasetIdAndStatusIn(UUID datasetId, Collection<JobStatus> statuses);

    boolean existsByOriginValidationDatasetIdAndStatusIn(UUID datasetId, Collection<JobStatus> statuses);

    boolean existsByOriginNetworkIdAndStatusIn(UUID networkId, Collection<JobStatus> statuses);

    boolean existsByOriginContinuedModelIdAndStatusIn(UUID modelId, Collection<JobStatus> statuses);

    /** Empty also where the run is to pause. */
    @Query("select j.fence from TrainingJob j where j.id = :id and j.pauseRequested = false")
    Optional<Long> fenceOfOneThatGoesOn(UUID id);

    long countByStatus(JobStatus status);

    @Query("select j.status, count(j) from TrainingJob j group by j.status")
    List<JobCounts.OfStatus> countByStatuses();
}
