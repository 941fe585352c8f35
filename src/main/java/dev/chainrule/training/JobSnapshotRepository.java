package dev.chainrule.training;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface JobSnapshotRepository extends Repository<JobSnapshot, JobSnapshot.Key> {

    /**
     * Where a snapshot stands, without its content.
     *
     * @param epoch epochs completed
     * @param batch batches done in the epoch that was under way
     */
    record Position(int member, int epoch, int batch) {}

    Optional<JobSnapshot> findById(JobSnapshot.Key key);

    @Query("select s.key.member, s.epoch, s.batch from JobSnapshot s where s.key.jobId = :job")
    List<Position> positions(UUID job);

    @Modifying
    @Query("delete from JobSnapshot s where s.key.jobId = :job")
    void deleteOf(UUID job);

    @Modifying
    @Query("delete from JobSnapshot s where s.key.jobId = :job and s.key.member = :member")
    void deleteOf(UUID job, int member);
}
