package dev.chainrule.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface JobResultRepository extends Repository<JobResult, JobResult.Key> {

    @Query("select r from JobResult r where r.key.jobId = :job order by r.key.member")
    List<JobResult> of(UUID job);

    @Modifying
    @Query("delete from JobResult r where r.key.jobId = :job")
    void deleteOf(UUID job);
}
