package dev.chainrule.training;

import java.util.List;
import java.util.UUID;
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

    /** The members that have a checkpoint of an epoch. */
    @Query("select c from JobCheckpoint c where c.key.jobId = :job and c.key.epoch = :epoch order by c.key.member")
    List<JobCheckpoint> at(UUID job, int epoch);

    /** The newest of each member. */
    @Query("""
            select c from JobCheckpoint c where c.key.jobId = :job and c.key.epoch =
                (select max(o.key.epoch) from JobCheckpoint o where o.key.jobId = :job and o.key.member = c.key.member)
            order by c.key.member""")
    List<JobCheckpoint> newest(UUID job);

    @Modifying
    @Query("delete from JobCheckpoint c where c.key.jobId = :job and c.key.member = :member and c.key.epoch > :epoch")
    void deleteLater(UUID job, int member, int epoch);

    @Modifying
    @Query("delete from JobCheckpoint c where c.key.jobId = :job and c.key.member = :member and c.key.epoch <= :epoch")
    void deleteUntil(UUID job, int member, int epoch);
}
