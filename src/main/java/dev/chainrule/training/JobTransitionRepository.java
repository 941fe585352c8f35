package dev.chainrule.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface JobTransitionRepository extends JpaRepository<JobTransition, JobTransition.Key> {

    @Query("select t from JobTransition t where t.key.jobId = :job order by t.key.revision")
    List<JobTransition> of(UUID job);
}
