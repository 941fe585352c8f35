package dev.chainrule.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface JobCheckpointRepository extends Repository<JobCheckpoint, JobCheckpoint.Key> {

    /** Newest first, without the parameters. */
    @Query("""
            select new dev.chainrule.training.CheckpointView(
                c.key.member, c.key.epoch, c.trainLoss, c.validationLoss, c.createdAt)
            from JobCheckpoint c where c.key.jobId = :job order by c.key.epoch desc, c.key.member""")
    List<CheckpointView> views(UUID job);

    /** A job's network at the end of an epoch, a row for each member. */
    @Query("select c from JobCheckpoint c where c.key.jobId = :job and c.key.epoch = :epoch order by c.key.member")
    List<JobCheckpoint> at(UUID job, int epoch);

    @Query("select c from JobCheckpoint c where c.key.jobId = :job and c.key.member = 0 order by c.key.epoch desc")
    List<JobCheckpoint> newest(UUID job, Limit limit);

    @Modifying
    @Query("delete from JobCheckpoint c where c.key.jobId = :job and c.key.member = :member and c.key.epoch > :epoch")
    void deleteLater(UUID job, int member, int epoch);

    @Modifying
    @Query("delete from JobCheckpoint c where c.key.jobId = :job and c.key.member = :member and c.key.epoch <= :epoch")
    void deleteUntil(UUID job, int member, int epoch);
}
