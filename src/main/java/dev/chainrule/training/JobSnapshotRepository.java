package dev.chainrule.training;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface JobSnapshotRepository extends Repository<JobSnapshot, JobSnapshot.Key> {

    Optional<JobSnapshot> findById(JobSnapshot.Key key);

    @Modifying
    @Query("delete from JobSnapshot s where s.key.jobId = :job")
    void deleteOf(UUID job);
}
