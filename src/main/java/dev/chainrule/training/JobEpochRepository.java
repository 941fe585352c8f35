package dev.chainrule.training;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface JobEpochRepository extends JpaRepository<JobEpoch, JobEpoch.Key> {

    @Query("select e from JobEpoch e where e.key.jobId = :job and e.key.member = :member order by e.key.epoch")
    List<JobEpoch> of(UUID job, int member);

    @Query("select count(e) from JobEpoch e where e.key.jobId = :job and e.key.member = :member")
    long count(UUID job, int member);

    /**
     * Some of the {@code count} epochs of a member, evenly spread, the first and the last among them: epoch 1 + floor(i (count - 1) /
     * steps) for i = 0 ... steps.
     *
     * @param steps one less than the epochs wanted; at least 1, less than {@code count - 1}
     */
    @Query(nativeQuery = true, value = """
            select * from job_epoch where job_id = :job and member = :member
              and ((epoch - 1) * :steps + :count - 2) / (:count - 1) * (:count - 1) / :steps = epoch - 1
            order by epoch""")
    List<JobEpoch> thinned(UUID job, int member, long count, long steps);

    @Query("select e from JobEpoch e where e.key.jobId = :job and e.key.member = :member and e.key.epoch = :epoch")
    Optional<JobEpoch> at(UUID job, int member, int epoch);

    /** The epochs of a member by their monitored loss: validation where there is any, else training. */
    @Query("""
            select e from JobEpoch e where e.key.jobId = :job and e.key.member = :member
            order by coalesce(e.validationLoss, e.trainLoss), e.key.epoch""")
    List<JobEpoch> best(UUID job, int member, Limit limit);

    @Modifying
    @Query("delete from JobEpoch e where e.key.jobId = :job and e.key.member = :member and e.key.epoch > :epoch")
    void deleteLater(UUID job, int member, int epoch);
}
