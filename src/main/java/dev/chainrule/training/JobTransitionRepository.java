package dev.chainrule.training;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface JobTransitionRepository extends JpaRepository<JobTransition, JobTransition.Key> {

    @Query("select t from JobTransition t where t.key.jobId = :job order by t.key.revision")
    List<JobTransition> of(UUID job);

    /** Since when the job waits that has been in the queue longest: by its last transition, since it may have run before. */
    @Query("""
            select min(t.at) from JobTransition t, TrainingJob j
            where j.status = dev.chainrule.training.JobStatus.QUEUED and t.key.jobId = j.id
              and t.key.revision = (select max(l.key.revision) from JobTransition l where l.key.jobId = j.id)""")
    Optional<Instant> oldestInQueue();
}
